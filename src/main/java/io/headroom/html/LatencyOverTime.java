package io.headroom.html;

import io.headroom.load.LatencyMillis;
import io.headroom.load.StepStatistics;
import io.headroom.load.Timeline;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Charts how long successes took in each slice of time, beside the load of that time.
 *
 * @param axis   kind of load that is shown
 * @param slices slices of time of the whole run
 * @param steps  steps that were measured
 * @param limit  line at the latency of a limit, if there is one
 */
record LatencyOverTime(
        LoadAxis axis, List<Timeline.Seconds> slices, List<StepStatistics> steps, List<Chart.Annotation> limit) {

    /**
     * Returns the chart.
     *
     * @param time name and unit of the axis of time
     */
    Chart chart(String time) {
        List<Timeline.Seconds> answered =
                slices.stream().filter(slice -> slice.latency().count() > 0).toList();
        return new Chart(
                "latency-over-time",
                "Latency over time, beside the load",
                answered.isEmpty()
                        ? ""
                        : "For every " + TimeCharts.length(slices.get(0))
                                + " of the run: how long successes took that were"
                                + " answered then (p50: half of them no longer, p95: 95 %, p99: 99 %), on the left axis, and "
                                + axis.description() + " of the step, on the right axis. The highest p99 is "
                                + answered.stream()
                                        .mapToLong(slice -> slice.latency().p99())
                                        .max()
                                        .orElseThrow() + " ms.",
                new Chart.Axes(time, "latency, ms", Optional.of(axis.description())),
                Chart.Shape.STEPS,
                List.of(
                        new Chart.Series("p50, ms", SeriesStyle.P50),
                        new Chart.Series("p95, ms", SeriesStyle.P95),
                        new Chart.Series("p99, ms", SeriesStyle.P99),
                        new Chart.Series(axis.description(), SeriesStyle.LOAD, true)),
                limit,
                answered.isEmpty()
                        ? List.of()
                        : slices.stream().map(this::latencies).toList());
    }

    private Chart.ChartRow latencies(Timeline.Seconds slice) {
        LatencyMillis latency = slice.latency();
        return new Chart.ChartRow(
                slice.startMillis() / 1000.0,
                List.of(
                        figure(latency, latency.p50()),
                        figure(latency, latency.p95()),
                        figure(latency, latency.p99()),
                        loadDuring(slice)));
    }

    /** Returns a latency in milliseconds; empty if there are no answers. */
    private static OptionalDouble figure(LatencyMillis latency, long millis) {
        return latency.count() > 0 ? OptionalDouble.of((double) millis) : OptionalDouble.empty();
    }

    /** Returns the load of the step that was measured for most of a slice; empty if none was, or its load is of the other kind. */
    private OptionalDouble loadDuring(Timeline.Seconds slice) {
        return steps.stream()
                .filter(step -> overlap(step, slice) > 0)
                .max(Comparator.comparingLong(step -> overlap(step, slice)))
                .map(axis::at)
                .orElse(OptionalDouble.empty());
    }

    private static long overlap(StepStatistics step, Timeline.Seconds slice) {
        return Math.min(step.windowEndMillis(), slice.startMillis() + slice.lengthMillis())
                - Math.max(step.windowStartMillis(), slice.startMillis());
    }
}
