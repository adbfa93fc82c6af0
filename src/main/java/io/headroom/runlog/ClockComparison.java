package io.headroom.runlog;

import io.headroom.load.ClockTolerance;
import io.headroom.runlog.RunCompleteness.ClockDifference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares the clocks of the injectors of one run after their logs have been read. All injectors begin the measured window of a step
 * at the same moment, so the start of each window tells whether the correction of a clock was right.
 */
final class ClockComparison {

    private ClockComparison() {}

    /**
     * Returns the clocks that differ from the others: those that were corrected, and those that still differ.
     *
     * @param windowStarts start of the measured window of each step for each injector, by the number of the step, in milliseconds
     *                     after the start of the run
     */
    static List<ClockDifference> differences(Map<Injector, Map<Integer, Long>> windowStarts) {
        Map<Integer, Long> common = common(windowStarts.values());
        long usual = ClockTolerance.usual(
                windowStarts.keySet().stream().map(Injector::clockMillis).toList());
        List<ClockDifference> differences = new ArrayList<>();
        windowStarts.keySet().stream()
                .sorted(Comparator.comparing(Injector::firstClient))
                .forEach(injector -> difference(
                                injector, injector.clockMillis() - usual, windowStarts.get(injector), common)
                        .ifPresent(differences::add));
        return differences;
    }

    /** Returns the start of the window of each step for the median injector. */
    private static Map<Integer, Long> common(Collection<Map<Integer, Long>> windowStarts) {
        Map<Integer, List<Long>> byStep = new TreeMap<>();
        for (Map<Integer, Long> ofInjector : windowStarts) {
            ofInjector.forEach((step, start) ->
                    byStep.computeIfAbsent(step, number -> new ArrayList<>()).add(start));
        }
        Map<Integer, Long> common = new TreeMap<>();
        byStep.forEach((step, starts) -> common.put(step, ClockCorrection.lowerMedian(starts)));
        return common;
    }

    private static Optional<ClockDifference> difference(
            Injector injector, long correctedMillis, Map<Integer, Long> windowStarts, Map<Integer, Long> common) {
        List<Long> remaining = new ArrayList<>();
        windowStarts.forEach((step, start) -> remaining.add(common.get(step) - start));
        long remainingMillis = remaining.isEmpty() ? 0 : ClockCorrection.lowerMedian(remaining);
        if (Math.abs(remainingMillis) > ClockCorrection.AGREE_MILLIS) {
            return Optional.of(new ClockDifference(injector.clients(), remainingMillis, false));
        }
        Optional<Long> setDuringRun = remaining.stream()
                .filter(millis -> !ClockTolerance.isKept(millis))
                .findFirst();
        if (setDuringRun.isPresent()) {
            return Optional.of(new ClockDifference(injector.clients(), setDuringRun.get(), false));
        }
        return Math.abs(correctedMillis) > ClockCorrection.AGREE_MILLIS
                ? Optional.of(new ClockDifference(injector.clients(), correctedMillis, true))
                : Optional.empty();
    }
}
