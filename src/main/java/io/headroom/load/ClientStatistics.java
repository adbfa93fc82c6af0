package io.headroom.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one of several clients sent and got back, over the whole run: all its scoring requests count, the smoke call and those
 * sent while steps settled among them.
 *
 * @param client      its number, from 1
 * @param injector    that hosted it: the name of the injector's folder
 * @param counts      its requests, by outcome
 * @param latency     of the successes
 * @param successes   when successes came
 * @param failures    when failures came
 * @param errors      how many requests failed with which text, the most frequent first
 * @param otherErrors how many failed with other texts, where there were too many to tell apart
 */
public record ClientStatistics(
        int client,
        String injector,
        OutcomeCounts counts,
        LatencyMillis latency,
        ActiveTime successes,
        ActiveTime failures,
        Map<String, Long> errors,
        long otherErrors) {

    public ClientStatistics {
        Map<String, Long> sorted = new LinkedHashMap<>();
        errors.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(error -> sorted.put(error.getKey(), error.getValue()));
        errors = Collections.unmodifiableMap(sorted);
    }

    /**
     * From the first to the last of some answers, milliseconds after the start of the run.
     *
     * @param firstMillis above {@code lastMillis} where there was none
     */
    public record ActiveTime(long firstMillis, long lastMillis) {
        /** There was none. */
        public static final ActiveTime NEVER = new ActiveTime(Long.MAX_VALUE, Long.MIN_VALUE);

        /** Whether there was any. */
        public boolean isThere() {
            return firstMillis <= lastMillis;
        }
    }

    /** E.g. {@code client 2}. */
    public String name() {
        return ClientShare.name(client);
    }

    /** How many succeeded. */
    public long good() {
        return counts.of(Outcome.OK);
    }

    /** How many did not. */
    public long bad() {
        return counts.total() - good();
    }

    /** Share of its requests that succeeded, 0 to 1; 0 where there was none. */
    public double successShare() {
        return counts.share(Outcome.OK);
    }
}
