package io.headroom.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a step is run. */
public enum Purpose {
    /** Before anything counts: pods and injector get warm. */
    WARM_UP,
    /** The search raises the load. */
    UP,
    /** The search lowers the load, or narrows down between a clean and a saturated one. */
    DOWN,
    /** The search measures, for longer, what is served at the highest load that is taken. */
    BOUNDARY,
    /** The search offers more than the service can take, to measure what it serves. */
    PLATEAU,
    /** Looks for the highest rate of arrivals of which at most 1 % are refused. */
    ONE_PERCENT,
    /** Stays at the saturation point to see its latencies. */
    HOLD,
    /** Verifies the load to run at. */
    TARGET,
    /** Fine tuning: a group of messages in rapid succession. */
    FINE_TUNING;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name used in step labels and reports. */
    public String word() {
        return word;
    }

    /** Whether conclusive evidence against the load ends such a step: what holds or verifies a load is to show all of it. */
    public boolean endsEarly() {
        return this == UP || this == DOWN || this == BOUNDARY;
    }

    /** The purpose of that name, if there is one. */
    public static Optional<Purpose> ofWord(String word) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.word().equals(word))
                .findFirst();
    }
}
