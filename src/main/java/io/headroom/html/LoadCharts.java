package io.headroom.html;

import io.headroom.load.LatencyMillis;
import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.verdict.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Charts of goodput and latency against the load, and of latency against goodput. */
final class LoadCharts {

    private static final List<Chart.Series> LATENCIES = List.of(
            new Chart.Series("p50, ms", SeriesStyle.P50),
            new Chart.Series("p95, ms", SeriesStyle.P95),
            new Chart.Series("p99, ms", SeriesStyle.P99));

    private final Findings findings;
    private final LoadAxis axis;
    private final List<StepStatistics> onAxis;

    private LoadCharts(Findings findings) {
        this.findings = findings;
        this.axis = LoadAxis.of(findings);
        this.onAxis = LoadAxis.measured(findings).stream()
                .filter(step -> axis.at(step).isPresent())
                .sorted(Comparator.comparingDouble(this::load))
                .toList();
    }

    /** Returns the charts for which the run has steps. */
    static List<Chart> of(Findings findings) {
        LoadCharts charts = new LoadCharts(findings);
        return Stream.of(charts.goodput(), charts.latency(), charts.hockeyStick())
                .filter(chart -> !chart.rows().isEmpty())
                .toList();
    }

    private double load(StepStatistics step) {
        return axis.at(step).orElseThrow();
    }

    private Chart goodput() {
        List<Chart.Annotation> marks = new ArrayList<>(ChartAnnotations.ofRates(findings, false));
        marks.addAll(loadMarks(false));
        return new Chart(
                "goodput-by-load",
                "Goodput against load",
                range() + highest("goodput", StepStatistics::goodputPerSecond, onAxis, " req/s"),
                new Chart.Axes(axis.description(), "goodput, req/s"),
                Chart.Shape.LINES,
                List.of(new Chart.Series("goodput, req/s", SeriesStyle.GOODPUT)),
                marks,
                onAxis.stream()
                        .map(step -> Chart.ChartRow.of(load(step), step.goodputPerSecond()))
                        .toList());
    }

    private Chart latency() {
        List<StepStatistics> answered = answered(onAxis);
        return new Chart(
                "latency-by-load",
                "Latency of successes against load",
                range() + highest("p99", LoadCharts::p99, answered, " ms"),
                new Chart.Axes(axis.description(), "latency, ms"),
                Chart.Shape.LINES,
                LATENCIES,
                loadMarks(true),
                answered.stream().map(step -> latencies(load(step), step)).toList());
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
                        + highest("p99", LoadCharts::p99, answered, " ms"),
                new Chart.Axes("goodput, req/s", "latency, ms"),
                Chart.Shape.POINTS,
                LATENCIES,
                ChartAnnotations.ofRates(findings, true),
                answered.stream()
                        .map(step -> latencies(step.goodputPerSecond(), step))
                        .toList());
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
        String from = Figures.plain(load(onAxis.get(0)));
        String to = Figures.plain(load(onAxis.get(onAxis.size() - 1)));
        return (onAxis.size() == 1 ? "1 step" : onAxis.size() + " steps") + ", the warm-up left out, "
                + axis.description() + (from.equals(to) ? " " + from : " from " + from + " to " + to) + ". ";
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

    private static double p99(StepStatistics step) {
        return step.latency().p99();
    }

    private static Chart.ChartRow latencies(double x, StepStatistics step) {
        LatencyMillis latency = step.latency();
        return Chart.ChartRow.of(x, (double) latency.p50(), (double) latency.p95(), (double) latency.p99());
    }
}
