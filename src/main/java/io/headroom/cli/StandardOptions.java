package io.headroom.cli;

import io.headroom.run.Versions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** Adds the options of picocli's {@code mixinStandardHelpOptions} without its annotations, which take long to look up. */
final class StandardOptions {

    /** Name of the option that prints the stack trace of an unexpected error. */
    static final String TRACE = "--trace";

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

    /** Returns the option that prints the stack trace of an unexpected error. Every verb inherits it. */
    static OptionSpec trace() {
        return OptionSpec.builder(TRACE)
                .type(boolean.class)
                .scopeType(ScopeType.INHERIT)
                .description("Print the stack trace of an unexpected error.")
                .build();
    }
}
