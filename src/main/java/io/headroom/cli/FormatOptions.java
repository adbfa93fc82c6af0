package io.headroom.cli;

import java.util.Locale;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that choose the format of {@code analyze}. */
final class FormatOptions {

    private final OptionSpec text = flag("--text", "Print text for people, even if the output is piped.");
    private final OptionSpec tsv = flag(
            "--tsv",
            "Print the steps separated by tabs, and the verdict on standard error. This is the default if the output is"
                    + " piped.");
    private final OptionSpec json = flag("--json", "Print headroom.json.");
    private final OptionSpec csv = OptionSpec.builder("--csv")
            .paramLabel("TABLE")
            .type(CsvTable.class)
            .description("Print a table separated by commas, and the verdict on standard error; one of"
                    + " ${COMPLETION-CANDIDATES}.")
            .build();

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** Returns the options as a group that allows one of them. */
    ArgGroupSpec group() {
        return ArgGroupSpec.builder()
                .heading("At most one format:%n")
                .addArg(text)
                .addArg(tsv)
                .addArg(json)
                .addArg(csv)
                .build();
    }

    /** The tables that can be printed as CSV. */
    enum CsvTable {
        STEPS(ResultFormatType.STEPS_CSV),
        SECONDS(ResultFormatType.SECONDS_CSV),
        CLIENTS(ResultFormatType.CLIENTS_CSV);

        private final ResultFormatType type;

        CsvTable(ResultFormatType type) {
            this.type = type;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the chosen format. If none is chosen, returns text for a terminal and TSV for a pipe. */
    ResultFormatType type(boolean terminal) {
        CsvTable table = csv.getValue();
        if (table != null) {
            return table.type;
        }
        if (isGiven(json)) {
            return ResultFormatType.JSON;
        }
        return isGiven(text) || (terminal && !isGiven(tsv)) ? ResultFormatType.TEXT : ResultFormatType.STEPS_TSV;
    }

    private static boolean isGiven(OptionSpec flag) {
        Boolean given = flag.getValue();
        return Boolean.TRUE.equals(given);
    }
}
