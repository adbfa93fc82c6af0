package io.headroom.html;

import io.headroom.report.table.HistoryLine;
import io.headroom.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Creates the chart of the capacity from run to run. Only runs of the same workload can be compared, so each workload has a style of its
 * own. A run that was interrupted, or did not find its saturation point for another reason, has only an estimate, which is drawn as a
 * cross.
 */
final class TrendChart {

    private static final int MOST_RUNS = 200;

    private static final List<SeriesStyle> STYLES =
            List.of(SeriesStyle.FIRST, SeriesStyle.SECOND, SeriesStyle.THIRD, SeriesStyle.FOURTH);

    /**
     * A run of the history.
     *
     * @param number number of its line, from 1
     */
    private record TrendRun(int number, HistoryLine line) {

        boolean isMeasured() {
            return capacity().isPresent();
        }

        OptionalDouble capacity() {
            return line.number(HistoryLine.CAPACITY);
        }

        boolean isProven() {
            return verdict().equals(Verdict.SATURATED.word());
        }

        String verdict() {
            String verdict = line.cell(HistoryLine.VERDICT);
            return verdict.isEmpty() ? Verdict.NO_VERDICT.word() : verdict;
        }

        String workload() {
            return (line.cell(HistoryLine.SIMULATION) + " " + IndexPage.shortened(line.cell(HistoryLine.FINGERPRINT)))
                    .strip();
        }
    }

    private final List<TrendRun> runs;
    private final List<String> workloads;
    private final List<String> unproven;

    private TrendChart(List<TrendRun> last) {
        List<String> newest = newest(last);
        this.runs = last.stream().filter(run -> newest.contains(run.workload())).toList();
        this.workloads = newest.stream()
                .filter(workload -> proven().anyMatch(run -> run.workload().equals(workload)))
                .toList();
        this.unproven = runs.stream()
                .filter(run -> !run.isProven())
                .map(TrendRun::verdict)
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the chart; empty if no run has measured or estimated its capacity. */
    static Optional<Chart> of(List<HistoryLine> lines) {
        List<TrendRun> measured = new ArrayList<>();
        for (HistoryLine line : lines) {
            measured.add(new TrendRun(measured.size() + 1, line));
        }
        measured.removeIf(run -> !run.isMeasured());
        TrendChart trend = new TrendChart(measured.subList(Math.max(0, measured.size() - MOST_RUNS), measured.size()));
        return trend.runs.isEmpty() ? Optional.empty() : Optional.of(trend.chart());
    }

    private Stream<TrendRun> proven() {
        return runs.stream().filter(TrendRun::isProven);
    }

    private Chart chart() {
        List<Chart.Series> series = new ArrayList<>();
        for (String workload : workloads) {
            series.add(new Chart.Series(workload, STYLES.get(series.size())));
        }
        unproven.forEach(verdict -> series.add(new Chart.Series(verdict + ", not proven", SeriesStyle.UNPROVEN)));
        series.add(new Chart.Series("lower bound", SeriesStyle.LOW));
        series.add(new Chart.Series("upper bound", SeriesStyle.HIGH));
        return new Chart(
                "capacity-by-run",
                "Capacity from run to run",
                summary(),
                new Chart.Axes("run no.", "capacity, req/s"),
                Chart.Shape.SPREAD,
                series,
                List.of(),
                runs.stream().map(this::row).toList());
    }

    private String summary() {
        String last = proven().reduce((one, next) -> next)
                .map(run -> "The latest capacity is " + run.line().cell(HistoryLine.CAPACITY) + " req/s, of "
                        + run.workload() + ". ")
                .orElse("No run has proven its capacity. ");
        String crosses = unproven.isEmpty()
                ? ""
                : " Crosses are estimates of runs that did not prove their capacity: " + String.join(", ", counted())
                        + ".";
        return last + "Vertical lines are 95 % confidence intervals. Runs of different workloads cannot be compared."
                + crosses;
    }

    private List<String> counted() {
        return unproven.stream()
                .map(verdict -> runs.stream()
                                .filter(run -> run.verdict().equals(verdict))
                                .count()
                        + " " + verdict)
                .toList();
    }

    /** Returns as many workloads as there are styles, those of the newest runs first. */
    private static List<String> newest(List<TrendRun> runs) {
        List<String> workloads = new ArrayList<>();
        for (int i = runs.size() - 1; i >= 0 && workloads.size() < STYLES.size(); i--) {
            String workload = runs.get(i).workload();
            if (!workloads.contains(workload)) {
                workloads.add(workload);
            }
        }
        return workloads;
    }

    private Chart.ChartRow row(TrendRun run) {
        List<OptionalDouble> values = new ArrayList<>();
        workloads.forEach(
                workload -> values.add(onlyIf(run.isProven() && workload.equals(run.workload()), run.capacity())));
        unproven.forEach(verdict -> values.add(onlyIf(verdict.equals(run.verdict()), run.capacity())));
        values.add(onlyIf(run.isProven(), run.line().number(HistoryLine.LOW)));
        values.add(onlyIf(run.isProven(), run.line().number(HistoryLine.HIGH)));
        return new Chart.ChartRow(run.number(), values);
    }

    private static OptionalDouble onlyIf(boolean condition, OptionalDouble value) {
        return condition ? value : OptionalDouble.empty();
    }
}
