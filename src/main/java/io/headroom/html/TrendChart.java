package io.headroom.html;

import io.headroom.report.Figures;
import io.headroom.report.table.HistoryLine;
import io.headroom.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Creates the charts of the capacity from run to run, one for each workload, because only runs of the same workload can be compared.
 * Lower bounds are hollow. A run that did not prove its capacity has only an estimate, which is drawn as a cross.
 */
final class TrendChart {

    private static final int MOST_RUNS = 200;
    private static final int MOST_CHARTS = 12;

    /** A trend takes at least this many runs. */
    private static final int LEAST_RUNS = 2;

    /**
     * What runs of a trend have in common. Stand-ins share a fingerprint whatever they are made of, so that the name counts, too.
     */
    private record TrendWorkload(String name, String simulation, String fingerprint) {

        static TrendWorkload of(HistoryLine line) {
            return new TrendWorkload(
                    line.cell(HistoryLine.NAME), line.cell(HistoryLine.SIMULATION), line.cell(HistoryLine.FINGERPRINT));
        }

        String heading() {
            return name.isEmpty() ? simulation : name;
        }

        String description() {
            return (simulation + ", workload " + IndexPage.shortened(fingerprint)).strip();
        }
    }

    /**
     * A run of the history.
     *
     * @param number number of its line, from 1
     */
    private record TrendRun(int number, HistoryLine line, AnswerKind kind) {

        boolean isProven() {
            return kind == AnswerKind.ANSWER;
        }

        boolean isLowerBound() {
            return kind == AnswerKind.LOWER_BOUND;
        }

        boolean isEstimate() {
            return !isProven() && !isLowerBound();
        }

        OptionalDouble capacity() {
            return line.number(isLowerBound() ? HistoryLine.AT_LEAST : HistoryLine.CAPACITY);
        }

        String verdict() {
            String verdict = line.cell(HistoryLine.VERDICT);
            String word = verdict.isEmpty() ? Verdict.NO_VERDICT.word() : verdict;
            return kind == AnswerKind.DOUBTFUL ? word + " on a busy machine" : word;
        }
    }

    private final TrendWorkload workload;
    private final List<TrendRun> runs;
    private final boolean bounded;
    private final List<String> estimated;

    private TrendChart(TrendWorkload workload, List<TrendRun> all) {
        this.workload = workload;
        this.runs = all.subList(Math.max(0, all.size() - MOST_RUNS), all.size());
        this.bounded = runs.stream().anyMatch(TrendRun::isLowerBound);
        this.estimated = runs.stream()
                .filter(TrendRun::isEstimate)
                .map(TrendRun::verdict)
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns a chart for each workload of which two runs or more say something about the capacity, the newest first. */
    static List<Chart> of(List<HistoryLine> lines) {
        Map<TrendWorkload, List<TrendRun>> byWorkload = new LinkedHashMap<>();
        for (int i = lines.size(); i > 0; i--) {
            HistoryLine line = lines.get(i - 1);
            TrendRun run = new TrendRun(i, line, AnswerKind.of(line));
            if (run.capacity().isPresent()) {
                byWorkload
                        .computeIfAbsent(TrendWorkload.of(line), none -> new ArrayList<>())
                        .add(0, run);
            }
        }
        List<Chart> charts = new ArrayList<>();
        byWorkload.forEach((workload, runs) -> {
            if (runs.size() >= LEAST_RUNS && charts.size() < MOST_CHARTS) {
                charts.add(new TrendChart(workload, runs).chart("trend-" + (char) ('a' + charts.size())));
            }
        });
        return charts;
    }

    private Chart chart(String id) {
        List<Chart.Series> series = new ArrayList<>(List.of(new Chart.Series("capacity, req/s", SeriesStyle.FIRST)));
        if (bounded) {
            series.add(new Chart.Series("at least, req/s", SeriesStyle.AT_LEAST));
        }
        estimated.forEach(verdict -> series.add(new Chart.Series(verdict + ", not proven", SeriesStyle.UNPROVEN)));
        series.add(new Chart.Series("lower bound", SeriesStyle.LOW));
        series.add(new Chart.Series("upper bound", SeriesStyle.HIGH));
        return new Chart(
                id,
                workload.heading(),
                summary(),
                new Chart.Axes("run no.", "capacity, req/s"),
                Chart.Shape.SPREAD,
                series,
                List.of(),
                runs.stream().map(this::row).toList());
    }

    private String summary() {
        Optional<TrendRun> last = runs.stream().filter(TrendRun::isProven).reduce((one, next) -> next);
        String latest = last.map(run -> "The latest capacity is "
                        + Figures.rate(run.capacity().orElseThrow()) + ", of run no. " + run.number() + ". ")
                .orElse("No run has proven its capacity. ");
        String crosses = estimated.isEmpty()
                ? ""
                : " Crosses are estimates of runs that did not prove their capacity: "
                        + estimated.stream().map(this::counted).collect(Collectors.joining(", ")) + ".";
        return workload.description() + ". " + latest + "Vertical lines are 95 % confidence intervals." + crosses;
    }

    private String counted(String verdict) {
        return runs.stream()
                        .filter(TrendRun::isEstimate)
                        .filter(run -> run.verdict().equals(verdict))
                        .count()
                + " " + verdict;
    }

    private Chart.ChartRow row(TrendRun run) {
        List<OptionalDouble> values = new ArrayList<>();
        values.add(onlyIf(run.isProven(), run.capacity()));
        if (bounded) {
            values.add(onlyIf(run.isLowerBound(), run.capacity()));
        }
        estimated.forEach(
                verdict -> values.add(onlyIf(run.isEstimate() && verdict.equals(run.verdict()), run.capacity())));
        values.add(onlyIf(run.isProven(), run.line().number(HistoryLine.LOW)));
        values.add(onlyIf(run.isProven(), run.line().number(HistoryLine.HIGH)));
        return new Chart.ChartRow(run.number(), values);
    }

    private static OptionalDouble onlyIf(boolean condition, OptionalDouble value) {
        return condition ? value : OptionalDouble.empty();
    }
}
