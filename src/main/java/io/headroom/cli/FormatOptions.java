package io.headroom.cli;

import io.headroom.report.ResultFormatType;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The formats to choose one from. */
final class FormatOptions {

    @Option(names = "--text", description = "Print text for people, also when it is piped.")
    private boolean text;

    @Option(
            names = "--tsv",
            description = "Print the steps with tabs, and the verdict on stderr; the default when piped.")
    private boolean tsv;

    @Option(names = "--json", description = "Print headroom.json.")
    private boolean json;

    @Option(
            names = "--csv",
            paramLabel = "TABLE",
            description = "Print a table with commas, and the verdict on stderr; one of ${COMPLETION-CANDIDATES}.")
    private CsvTable csv;

    /** The tables that can be had as CSV. */
    enum CsvTable {
        STEPS(ResultFormatType.STEPS_CSV),
        SECONDS(ResultFormatType.SECONDS_CSV);

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
        if (csv != null) {
            return csv.type;
        }
        if (json) {
            return ResultFormatType.JSON;
        }
        return text || (terminal && !tsv) ? ResultFormatType.TEXT : ResultFormatType.STEPS_TSV;
    }
}
