package io.headroom.cli;

import io.headroom.report.ResultFormatType;
import java.util.Locale;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The formats to choose one from. */
final class FormatOptions {

    private final OptionSpec text = flag("--text", "Print text for people, also when it is piped.");
    private final OptionSpec tsv =
            flag("--tsv", "Print the steps with tabs, and the verdict on stderr; the default when piped.");
    private final OptionSpec json = flag("--json", "Print headroom.json.");
    private final OptionSpec csv = OptionSpec.builder("--csv")
            .paramLabel("TABLE")
            .type(CsvTable.class)
            .description("Print a table with commas, and the verdict on stderr; one of ${COMPLETION-CANDIDATES}.")
            .build();

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** At most one of them. */
    ArgGroupSpec group() {
        return ArgGroupSpec.builder()
                .heading("One format of:%n")
                .addArg(text)
                .addArg(tsv)
                .addArg(json)
                .addArg(csv)
                .build();
    }

    /** The tables that can be had as CSV. */
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

    /** The chosen one; when none is, text for people and TSV for programs. */
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
