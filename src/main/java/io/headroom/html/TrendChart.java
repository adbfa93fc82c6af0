package io.headroom.html;

import io.headroom.report.HistoryLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The capacity from run to run. Only runs of the same workload can be compared, so each has a sign of its own. */
final class TrendChart {

    private static final int MOST_RUNS = 200;

    private static final List<Ink> INKS = List.of(Ink.FIRST, Ink.SECOND, Ink.THIRD, Ink.FOURTH);

    private TrendChart() {}

    /** Nothing where no run has a capacity. */
    static Optional<Chart> of(List<HistoryLine> lines) {
        List<Integer> measured = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).number(HistoryLine.CAPACITY).isPresent()) {
                measured.add(i);
            }
        }
        List<Integer> last = measured.subList(Math.max(0, measured.size() - MOST_RUNS), measured.size());
        List<String> workloads = newest(lines, last);
        List<Chart.Row> rows = last.stream()
                .filter(i -> workloads.contains(workload(lines.get(i))))
                .map(i -> row(i + 1, lines.get(i), workloads))
                .toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(chart(lines, rows, workloads));
    }

    private static Chart chart(List<HistoryLine> lines, List<Chart.Row> rows, List<String> workloads) {
        List<Chart.Series> series = new ArrayList<>();
        for (String workload : workloads) {
            series.add(new Chart.Series(workload, INKS.get(series.size())));
        }
        series.add(new Chart.Series("lower bound", Ink.LOW));
        series.add(new Chart.Series("upper bound", Ink.HIGH));
        HistoryLine newest = lines.get((int) rows.get(rows.size() - 1).x() - 1);
        return new Chart(
                "capacity-by-run",
                "Capacity from run to run",
                "The last one is " + newest.cell(HistoryLine.CAPACITY) + " req/s, of " + workload(newest)
                        + ". Lines are 95 % confidence intervals; runs of different workloads cannot be compared.",
                new Chart.Axes("run no.", "capacity, req/s"),
                Chart.Shape.SPREAD,
                series,
                List.of(),
                rows);
    }

    /** As many workloads as there are signs, those of the newest runs first. */
    private static List<String> newest(List<HistoryLine> lines, List<Integer> measured) {
        List<String> workloads = new ArrayList<>();
        for (int i = measured.size() - 1; i >= 0 && workloads.size() < INKS.size(); i--) {
            String workload = workload(lines.get(measured.get(i)));
            if (!workloads.contains(workload)) {
                workloads.add(workload);
            }
        }
        return workloads;
    }

    private static String workload(HistoryLine line) {
        return (line.cell(HistoryLine.SIMULATION) + " " + IndexPage.shortened(line.cell(HistoryLine.FINGERPRINT)))
                .strip();
    }

    private static Chart.Row row(int number, HistoryLine line, List<String> workloads) {
        List<OptionalDouble> values = new ArrayList<>();
        for (String workload : workloads) {
            values.add(workload.equals(workload(line)) ? line.number(HistoryLine.CAPACITY) : OptionalDouble.empty());
        }
        values.add(line.number(HistoryLine.LOW));
        values.add(line.number(HistoryLine.HIGH));
        return new Chart.Row(number, values);
    }
}
