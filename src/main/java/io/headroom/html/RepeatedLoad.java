package io.headroom.html;

import io.headroom.load.Median;
import io.headroom.load.StepStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The steps of a run that offered the same load. The same number of callers is the same load. Rates follow from what was measured
 * before and differ a little from round to round, so that rates within 5 % of each other are the same load.
 *
 * @param load  the load, on its axis; the median of those of the steps
 * @param steps the steps, at least one
 */
record RepeatedLoad(double load, List<StepStatistics> steps) {

    private static final double SAME_RATE = 1.05;

    /** Groups the steps that have a place on the axis, in ascending order of their load. */
    static List<RepeatedLoad> of(List<StepStatistics> steps, LoadAxis axis) {
        List<StepStatistics> ordered = steps.stream()
                .filter(step -> axis.at(step).isPresent())
                .sorted(Comparator.comparingDouble(step -> at(axis, step)))
                .toList();
        double alike = axis == LoadAxis.RATE ? SAME_RATE : 1;
        List<RepeatedLoad> loads = new ArrayList<>();
        for (int from = 0, to = 0; from < ordered.size(); from = to) {
            double most = alike * at(axis, ordered.get(from));
            while (to < ordered.size() && at(axis, ordered.get(to)) <= most) {
                to++;
            }
            List<StepStatistics> same = ordered.subList(from, to);
            loads.add(new RepeatedLoad(median(same, step -> at(axis, step)), List.copyOf(same)));
        }
        return loads;
    }

    private static double at(LoadAxis axis, StepStatistics step) {
        return axis.at(step).orElseThrow();
    }

    /** Returns the steps that have a figure: latencies need an answer. */
    private List<StepStatistics> answered() {
        return steps.stream().filter(step -> step.latency().count() > 0).toList();
    }

    /** Returns median, least and largest goodput of the steps, successes per second. */
    List<OptionalDouble> goodputs() {
        return medianAndRange(steps, StepStatistics::goodputPerSecond);
    }

    /** Returns median, least and largest of a latency, in milliseconds; three times empty if no step had an answer. */
    List<OptionalDouble> latencies(ToDoubleFunction<StepStatistics> percentile) {
        return medianAndRange(answered(), percentile);
    }

    private static List<OptionalDouble> medianAndRange(
            List<StepStatistics> steps, ToDoubleFunction<StepStatistics> figure) {
        if (steps.isEmpty()) {
            return List.of(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        }
        return List.of(
                OptionalDouble.of(median(steps, figure)),
                steps.stream().mapToDouble(figure).min(),
                steps.stream().mapToDouble(figure).max());
    }

    private static double median(List<StepStatistics> steps, ToDoubleFunction<StepStatistics> figure) {
        return Median.of(steps.stream().mapToDouble(figure).toArray());
    }
}
