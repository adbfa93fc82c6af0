package io.headroom.cli;

import io.headroom.run.Versions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Help and version, as picocli's own mixin has them, without its annotations, which take long to look up. */
final class StandardOptions {

    private StandardOptions() {}

    /** Gives the command {@code --help} and {@code --version}. */
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
