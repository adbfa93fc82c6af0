package io.headroom.cli;

import io.headroom.run.Versions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Adds the options of picocli's {@code mixinStandardHelpOptions} without its annotations, which take long to look up. */
final class StandardOptions {

    private StandardOptions() {}

    /** Adds {@code --help} and {@code --version}. */
    static CommandSpec addTo(CommandSpec spec) {
        spec.versionProvider(() -> new String[] {"headroom " + Versions.current()});
        return spec.addOption(OptionSpec.builder("-h", "--help")
                        .type(boolean.class)
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .type(boolean.class)
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
    }
}
