package io.headroom.load;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many requests ended in each way.
 *
 * @param byOutcome a count for every outcome, 0 included
 */
public record OutcomeCounts(Map<Outcome, Long> byOutcome) {

    public OutcomeCounts {
        Map<Outcome, Long> all = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome, byOutcome.getOrDefault(outcome, 0L));
        }
        byOutcome = Collections.unmodifiableMap(all);
    }

    /** Counts in the order of {@link Outcome}. */
    static OutcomeCounts of(long[] counts) {
        Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, counts[outcome.ordinal()]);
        }
        return new OutcomeCounts(byOutcome);
    }

    /** One count. */
    public long of(Outcome outcome) {
        return byOutcome.getOrDefault(outcome, 0L);
    }

    /** All requests. */
    public long total() {
        return byOutcome.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The share of all requests, 0 to 1, that ended so; 0 when there were none. */
    public double share(Outcome outcome) {
        long total = total();
        return total == 0 ? 0 : (double) of(outcome) / total;
    }
}
