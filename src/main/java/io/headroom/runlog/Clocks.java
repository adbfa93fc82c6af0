package io.headroom.runlog;

import io.headroom.load.ClockTolerance;
import io.headroom.load.Median;
import io.headroom.load.RunPart;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The clocks of the injectors of one run. What an injector's {@code client.json} says of its clock corrects its times. Where that is
 * not there, the injector's first measured window does, which began when those of the others did. When all logs are read, the
 * windows of all steps tell whether that was right.
 */
final class Clocks {

    /** Windows of one step begin no further apart where clocks agree: a difference up to this is none. */
    private static final long AGREE_MILLIS = 50;

    private Clocks() {}

    /** The same injectors with what is to be added to the times of each. */
    static List<Injector> corrected(List<Injector> injectors) throws UnreadableLogException {
        Map<Injector, FirstWindow> windows = firstWindows(injectors);
        List<Injector> corrected = new ArrayList<>();
        for (Injector injector : injectors) {
            corrected.add(injector.withClock(claimed(injector).orElseGet(() -> byFirstWindow(injector, windows))));
        }
        return corrected;
    }

    private static Optional<Long> claimed(Injector injector) {
        return injector.files().client().map(client -> Math.round(client.clockOffsetMillis()));
    }

    /** Of all injectors, where one of them does not say what its clock shows. */
    private static Map<Injector, FirstWindow> firstWindows(List<Injector> injectors) throws UnreadableLogException {
        List<Injector> parts = injectors.stream()
                .filter(injector ->
                        injector.part().isPresent() && injector.header().isPresent())
                .toList();
        boolean allClaimed =
                parts.stream().allMatch(injector -> claimed(injector).isPresent());
        Map<Injector, FirstWindow> windows = new LinkedHashMap<>();
        if (parts.size() > 1 && !allClaimed) {
            for (Injector injector : parts) {
                firstWindow(injector).ifPresent(window -> windows.put(injector, window));
            }
        }
        return windows;
    }

    private static Optional<FirstWindow> firstWindow(Injector injector) throws UnreadableLogException {
        try {
            return FirstWindow.of(injector.log());
        } catch (IOException e) { // is told when the whole log is read
            return Optional.empty();
        }
    }

    private static long byFirstWindow(Injector injector, Map<Injector, FirstWindow> windows) {
        FirstWindow own = windows.get(injector);
        if (own == null) {
            return 0;
        }
        List<Long> ofClaimed = new ArrayList<>();
        List<Long> ofAll = new ArrayList<>();
        windows.forEach((other, window) -> {
            if (window.step() == own.step()) {
                ofAll.add(epochMillis(other, window));
                if (claimed(other).isPresent()) {
                    ofClaimed.add(epochMillis(other, window));
                }
            }
        });
        long difference = median(ofClaimed.isEmpty() ? ofAll : ofClaimed) - epochMillis(injector, own);
        return Math.abs(difference) > AGREE_MILLIS ? difference : 0;
    }

    private static long epochMillis(Injector injector, FirstWindow window) {
        return injector.header().orElseThrow().startEpochMillis()
                + claimed(injector).orElse(0L)
                + window.startMillis();
    }

    /**
     * The clocks that differ, before they were corrected or still.
     *
     * @param windows of each injector when the windows of its steps began, milliseconds after the start of the run, by the steps'
     *                numbers
     */
    static List<RunParts.ClockDifference> differing(Map<Injector, Map<Integer, Long>> windows) {
        Map<Integer, Long> common = common(windows.values());
        long usual = ClockTolerance.usual(
                windows.keySet().stream().map(Injector::clockMillis).toList());
        List<RunParts.ClockDifference> clocks = new ArrayList<>();
        windows.keySet().stream()
                .sorted(Comparator.comparing(
                        injector -> injector.part().map(RunPart::first).orElse(0)))
                .forEach(injector -> clock(injector, injector.clockMillis() - usual, windows.get(injector), common)
                        .ifPresent(clocks::add));
        return clocks;
    }

    /** When the window of each step began for the median injector. */
    private static Map<Integer, Long> common(Collection<Map<Integer, Long>> windows) {
        Map<Integer, List<Long>> starts = new TreeMap<>();
        for (Map<Integer, Long> ofInjector : windows) {
            ofInjector.forEach((step, start) ->
                    starts.computeIfAbsent(step, number -> new ArrayList<>()).add(start));
        }
        Map<Integer, Long> common = new TreeMap<>();
        starts.forEach((step, all) -> common.put(step, median(all)));
        return common;
    }

    private static Optional<RunParts.ClockDifference> clock(
            Injector injector, long correctedMillis, Map<Integer, Long> windows, Map<Integer, Long> common) {
        List<Long> left = new ArrayList<>();
        windows.forEach((step, start) -> left.add(common.get(step) - start));
        long stillMillis = left.isEmpty() ? 0 : median(left);
        if (Math.abs(stillMillis) > AGREE_MILLIS) {
            return Optional.of(new RunParts.ClockDifference(injector.clients(), stillMillis, false));
        }
        Optional<Long> wasSet =
                left.stream().filter(millis -> !ClockTolerance.isKept(millis)).findFirst(); // in the middle of the run
        if (wasSet.isPresent()) {
            return Optional.of(new RunParts.ClockDifference(injector.clients(), wasSet.get(), false));
        }
        return Math.abs(correctedMillis) > AGREE_MILLIS
                ? Optional.of(new RunParts.ClockDifference(injector.clients(), correctedMillis, true))
                : Optional.empty();
    }

    /** The lower one of two, so that it is one of those that are there. */
    private static long median(List<Long> values) {
        return Median.lowerOfSorted(values.stream().sorted().toList());
    }
}
