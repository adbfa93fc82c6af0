package io.headroom.report;

import io.headroom.report.table.ClientRows;
import io.headroom.report.table.DelimitedFormat;
import io.headroom.report.table.Delimiter;
import io.headroom.report.table.SecondRows;
import io.headroom.report.table.StepRows;
import io.headroom.report.text.StepTable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The formats there are. A new one is a constant here, and its line in {@link #format}. */
public enum ResultFormatType {
    /** For people: every step in a line, and the verdict. */
    TEXT(true),
    /** For programs: {@code headroom.json}. */
    JSON(true),
    /** For scripts: the steps, with tabs. */
    STEPS_TSV(false),
    /** For spreadsheets: the steps, with commas. */
    STEPS_CSV(false),
    /** For spreadsheets: what happened second by second, with commas. */
    SECONDS_CSV(false),
    /** For spreadsheets: the clients of a run of several, with commas. */
    CLIENTS_CSV(false);

    private final boolean saysVerdict;

    ResultFormatType(boolean saysVerdict) {
        this.saysVerdict = saysVerdict;
    }

    /** A format of that type. */
    public ResultFormat format() {
        return switch (this) {
            case TEXT ->
                (report, out) -> {
                    out.println(StepTable.of(report.findings()));
                    out.println();
                    report.verdict().forEach(out::println);
                    List<String> clients = report.clients();
                    if (!clients.isEmpty()) {
                        out.println();
                        clients.forEach(out::println);
                    }
                };
            case JSON -> (report, out) -> out.println(new String(report.json(), StandardCharsets.UTF_8));
            case STEPS_TSV -> new DelimitedFormat(Delimiter.TAB, new StepRows());
            case SECONDS_CSV -> new DelimitedFormat(Delimiter.COMMA, new SecondRows());
            case CLIENTS_CSV -> new DelimitedFormat(Delimiter.COMMA, new ClientRows());
            case STEPS_CSV -> new DelimitedFormat(Delimiter.COMMA, new StepRows());
        };
    }

    /** Whether the verdict is in it; otherwise it has to be said elsewhere. */
    public boolean saysVerdict() {
        return saysVerdict;
    }
}
