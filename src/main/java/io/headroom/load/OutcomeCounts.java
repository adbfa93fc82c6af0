package io.headroom.load;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The number of requests by outcome. Refuses counts that are missing or negative, as a damaged message may hold them.
 *
 * @param byOutcome a count for every outcome, including 0
 */
public record OutcomeCounts(Map<Outcome, Long> byOutcome) {

    public OutcomeCounts {
        Map<Outcome, Long> all = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome, count(outcome, byOutcome));
        }
        byOutcome = Collections.unmodifiableMap(all);
    }

    private static Long count(Outcome outcome, Map<Outcome, Long> byOutcome) {
        Long count = byOutcome.getOrDefault(outcome, 0L);
        if (count == null || count < 0) {
            throw new IllegalArgumentException(
                    outcome + " = " + count + " is no number of requests; expected 0 or more");
        }
        return count;
    }

    /** Creates counts from an array in the order of {@link Outcome}. */
    static OutcomeCounts of(long[] counts) {
        Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, counts[outcome.ordinal()]);
        }
        return new OutcomeCounts(byOutcome);
    }

    /** Returns the number of requests with this outcome. */
    public long of(Outcome outcome) {
        return byOutcome.getOrDefault(outcome, 0L);
    }

    /** Returns the number of all requests. */
    public long total() {
        return byOutcome.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the share of all requests, 0 to 1, that have this outcome; 0 if there are no requests. */
    public double share(Outcome outcome) {
        long total = total();
        return total == 0 ? 0 : (double) of(outcome) / total;
    }
}
