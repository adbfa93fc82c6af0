package io.headroom.runlog;

import io.headroom.load.Median;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Corrects the clocks of the injectors of one run before their logs are read. The {@code client.json} of an injector says how far its
 * clock is off. Without that file the start of its first measured window is compared with that of the others, since all injectors
 * begin a window at the same moment.
 */
final class ClockCorrection {

    /** Starts of one window differ by no more than this where clocks agree, so smaller differences are ignored. */
    static final long AGREE_MILLIS = 50;

    private ClockCorrection() {}

    /** Returns the same injectors with the correction of each clock. */
    static List<Injector> correct(List<Injector> injectors) throws UnreadableLogException {
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

    /** Reads the first windows of all injectors, unless each of them has a {@code client.json}. */
    private static Map<Injector, FirstWindow> firstWindows(List<Injector> injectors) throws UnreadableLogException {
        List<Injector> readable = injectors.stream()
                .filter(injector ->
                        injector.part().isPresent() && injector.header().isPresent())
                .toList();
        boolean allClaimed =
                readable.stream().allMatch(injector -> claimed(injector).isPresent());
        Map<Injector, FirstWindow> windows = new LinkedHashMap<>();
        if (readable.size() > 1 && !allClaimed) {
            for (Injector injector : readable) {
                firstWindow(injector).ifPresent(window -> windows.put(injector, window));
            }
        }
        return windows;
    }

    private static Optional<FirstWindow> firstWindow(Injector injector) throws UnreadableLogException {
        try {
            return FirstWindow.in(injector.log());
        } catch (IOException e) { // reported when the whole log is read
            return Optional.empty();
        }
    }

    /** Compares with the injectors whose clocks are known, or with all where no clock is known. */
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
        long difference = lowerMedian(ofClaimed.isEmpty() ? ofAll : ofClaimed) - epochMillis(injector, own);
        return Math.abs(difference) > AGREE_MILLIS ? difference : 0;
    }

    private static long epochMillis(Injector injector, FirstWindow window) {
        return injector.header().orElseThrow().startEpochMillis()
                + claimed(injector).orElse(0L)
                + window.startMillis();
    }

    /** Returns the median; of an even number of values the lower of the two in the middle, so that it is one of the values. */
    static long lowerMedian(List<Long> values) {
        return Median.lowerOfSorted(values.stream().sorted().toList());
    }
}
