package io.headroom.clients;

import io.headroom.load.ClockTolerance;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The clocks of the injectors, compared with the coordinator's and with each other. Not safe for use by several threads. */
final class InjectorClocks {

    private final double startMillis;
    private final Map<Integer, Long> laterMillis = new HashMap<>();
    private final SortedMap<Integer, Long> offsets = new TreeMap<>();

    /** @param startMillis start of the coordinator, milliseconds since 1970 on its own clock */
    InjectorClocks(double startMillis) {
        this.startMillis = startMillis;
    }

    /**
     * Adds the clock of an injector that is ready.
     *
     * @throws IllegalArgumentException when its run began longer before or after the coordinator than any run lasts
     */
    void add(int client, Message.Ready ready) {
        double later = ready.runStartMillis() - startMillis;
        WireRange.within("the start of its run", later, -WireRange.LONGEST_MILLIS, WireRange.LONGEST_MILLIS);
        offsets.put(client, Math.round(ready.clockOffsetMillis()));
        laterMillis.put(client, Math.round(later));
    }

    /**
     * Returns how much later than the coordinator the injector's run started. Times of its measurements are counted from the start of
     * its run; with this added, they are counted from the start of the coordinator.
     *
     * @return milliseconds; 0 for an injector that was never ready
     */
    long laterMillis(int client) {
        return laterMillis.getOrDefault(client, 0L);
    }

    /**
     * Returns the clients whose clock differs from most of the others' by more than {@link ClockTolerance} allows.
     *
     * @return the difference of each, milliseconds
     */
    SortedMap<Integer, Long> outliers() {
        long usual = ClockTolerance.usual(offsets.values());
        SortedMap<Integer, Long> outliers = new TreeMap<>();
        offsets.forEach((client, offset) -> {
            if (!ClockTolerance.isKept(offset - usual)) {
                outliers.put(client, offset - usual);
            }
        });
        return outliers;
    }
}
