package io.headroom.report.table;

import io.headroom.load.Outcome;
import io.headroom.load.Timeline;
import io.headroom.report.Figures;
import io.headroom.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The seconds of a run, one per row, with the answers that came in each. In a run longer than an hour, a row stands for several
 * seconds.
 */
final class SecondRows implements Rows {

    private static final List<String> COLUMNS = columnsOfSecond();

    private static List<String> columnsOfSecond() {
        List<String> columns = new ArrayList<>(List.of("startMillis", "lengthMillis", "goodputPerSecond"));
        for (Outcome outcome : Outcome.values()) {
            columns.add(StepRows.camelCase("requests " + outcome.word()));
        }
        columns.addAll(List.of(
                "latencyMillisP50", "latencyMillisP95", "latencyMillisP99", "latencyMillisMax", StepRows.COMPLETE));
        return List.copyOf(columns);
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Stream<List<String>> of(RunReport report) {
        String complete = StepRows.complete(report);
        return report.findings().log().timeline().seconds().stream().map(second -> row(second, complete));
    }

    private static List<String> row(Timeline.Seconds second, String complete) {
        List<String> cells = new ArrayList<>(List.of(
                Long.toString(second.startMillis()),
                Long.toString(second.lengthMillis()),
                Figures.plain(Figures.rounded(second.counts().of(Outcome.OK) * 1000.0 / second.lengthMillis()))));
        for (Outcome outcome : Outcome.values()) {
            cells.add(Long.toString(second.counts().of(outcome)));
        }
        cells.addAll(Rows.percentiles(second.latency()));
        cells.add(complete);
        return cells;
    }
}
