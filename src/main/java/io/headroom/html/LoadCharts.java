package io.headroom.html;

import io.headroom.load.LatencyMillis;
import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.verdict.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Charts of goodput and latency against the load, and of latency against goodput. Where a load was repeated, its median is drawn,
 * and a bar from the least to the largest figure.
 */
final class LoadCharts {

    private static final Chart.Series P95 = new Chart.Series("p95, ms", SeriesStyle.P95);
    private static final List<Chart.Series> LATENCIES =
            List.of(new Chart.Series("p50, ms", SeriesStyle.P50), P95, new Chart.Series("p99, ms", SeriesStyle.P99));
    private static final List<ToDoubleFunction<StepStatistics>> PERCENTILES = List.of(
            step -> step.latency().p50(),
            step -> step.latency().p95(),
            step -> step.latency().p99());

    private final Findings findings;
    private final LoadAxis axis;
    private final List<RepeatedLoad> loads;
    private final List<StepStatistics> onAxis;

    private LoadCharts(Findings findings) {
        this.findings = findings;
        this.axis = LoadAxis.of(findings);
        this.loads = RepeatedLoad.of(LoadAxis.measured(findings), axis);
        this.onAxis = loads.stream().flatMap(load -> load.steps().stream()).toList();
    }

    /** Returns the chart that shows at a glance how goodput and latency follow the load; empty if the run has no steps. */
    static Optional<Chart> atAGlance(Findings findings) {
        return Optional.of(new LoadCharts(findings).goodputAndLatency())
                .filter(chart -> !chart.rows().isEmpty());
    }

    /** Returns the other charts for which the run has steps. */
    static List<Chart> of(Findings findings) {
        LoadCharts charts = new LoadCharts(findings);
        return Stream.of(charts.latency(), charts.hockeyStick())
                .filter(chart -> !chart.rows().isEmpty())
                .toList();
    }

    private Chart goodputAndLatency() {
        List<Chart.Annotation> marks = new ArrayList<>(ChartAnnotations.ofRates(findings, false));
        marks.addAll(loadMarks(false));
        List<Chart.Series> series = new ArrayList<>(withRange(new Chart.Series("goodput, req/s", SeriesStyle.GOODPUT)));
        series.addAll(withRange(new Chart.Series(P95.label(), P95.style(), true)));
        return new Chart(
                "goodput-by-load",
                "Goodput and latency against load",
                range() + highest("goodput", StepStatistics::goodputPerSecond, onAxis, " req/s"),
                new Chart.Axes(axis.description(), "goodput, req/s", Optional.of("p95 of successes, ms")),
                Chart.Shape.LINES,
                series,
                marks,
                rows(List.of(RepeatedLoad::goodputs, load -> load.latencies(PERCENTILES.get(1)))));
    }

    private Chart latency() {
        List<StepStatistics> answered = answered(onAxis);
        return new Chart(
                "latency-by-load",
                "Latency of successes against load",
                range() + highest("p99", PERCENTILES.get(2), answered, " ms"),
                new Chart.Axes(axis.description(), "latency, ms"),
                Chart.Shape.LINES,
                LATENCIES.stream().flatMap(line -> withRange(line).stream()).toList(),
                withLimit(loadMarks(true)),
                answered.isEmpty()
                        ? List.of()
                        : rows(PERCENTILES.stream()
                                .map(percentile -> (Function<RepeatedLoad, List<OptionalDouble>>)
                                        load -> load.latencies(percentile))
                                .toList()));
    }

    private static List<Chart.Series> withRange(Chart.Series line) {
        String name = line.label().replaceFirst(",.*", "");
        return List.of(
                line,
                new Chart.Series("least " + name, SeriesStyle.LEAST, line.right()),
                new Chart.Series("largest " + name, SeriesStyle.MOST, line.right()));
    }

    private List<Chart.ChartRow> rows(List<Function<RepeatedLoad, List<OptionalDouble>>> figures) {
        return loads.stream()
                .map(load -> new Chart.ChartRow(
                        load.load(),
                        figures.stream()
                                .flatMap(figure -> figure.apply(load).stream())
                                .toList()))
                .toList();
    }

    /** Charts latency against goodput. Steps whose load is of the other kind are included, since the load is not on an axis. */
    private Chart hockeyStick() {
        List<StepStatistics> answered = answered(LoadAxis.measured(findings)).stream()
                .sorted(Comparator.comparingDouble(StepStatistics::goodputPerSecond))
                .toList();
        return new Chart(
                "latency-by-goodput",
                "Latency of successes against goodput",
                "One point per step and percentile: latency stays flat while there is room, and turns up at the capacity. "
                        + highest("p99", PERCENTILES.get(2), answered, " ms"),
                new Chart.Axes("goodput, req/s", "latency, ms"),
                Chart.Shape.POINTS,
                LATENCIES,
                withLimit(ChartAnnotations.ofRates(findings, true)),
                answered.stream()
                        .map(step -> latencies(step.goodputPerSecond(), step))
                        .toList());
    }

    /** Adds the latency of the limit to the marks of a chart whose left axis shows latencies. */
    private List<Chart.Annotation> withLimit(List<Chart.Annotation> marks) {
        List<Chart.Annotation> all = new ArrayList<>(marks);
        all.addAll(ChartAnnotations.ofLatency(findings));
        return all;
    }

    /**
     * Returns the marks on the axis of loads.
     *
     * @param alsoRates whether to mark the capacity there, too, if the axis shows rates
     */
    private List<Chart.Annotation> loadMarks(boolean alsoRates) {
        if (axis == LoadAxis.CALLERS) {
            return ChartAnnotations.ofCallers(findings).stream().toList();
        }
        return alsoRates ? ChartAnnotations.ofRates(findings, true) : List.of();
    }

    private String range() {
        if (onAxis.isEmpty()) {
            return "";
        }
        String from = Figures.tenths(loads.get(0).load());
        String to = Figures.tenths(loads.get(loads.size() - 1).load());
        String repeated = loads.size() < onAxis.size() ? "A point is the median of a load, and a bar its range. " : "";
        return (onAxis.size() == 1 ? "1 step" : onAxis.size() + " steps") + ", the warm-up left out, "
                + axis.description() + (from.equals(to) ? " " + from : " from " + from + " to " + to) + ". " + repeated;
    }

    private static String highest(
            String name, ToDoubleFunction<StepStatistics> figure, List<StepStatistics> steps, String unit) {
        return steps.stream()
                .max(Comparator.comparingDouble(figure))
                .map(step -> String.format(
                        Locale.ROOT,
                        "The highest %s is %s%s, at %s.",
                        name,
                        Figures.tenths(figure.applyAsDouble(step)),
                        unit,
                        step.offered().description()))
                .orElse("");
    }

    private static List<StepStatistics> answered(List<StepStatistics> steps) {
        return steps.stream().filter(step -> step.latency().count() > 0).toList();
    }

    private static Chart.ChartRow latencies(double x, StepStatistics step) {
        LatencyMillis latency = step.latency();
        return Chart.ChartRow.of(x, (double) latency.p50(), (double) latency.p95(), (double) latency.p99());
    }
}
