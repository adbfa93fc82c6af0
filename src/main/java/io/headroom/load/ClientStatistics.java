package io.headroom.load;

/**
 * Requests that one of several clients sent over the whole run, and their answers. All scoring requests count,
 * including the smoke call and those sent while steps settled.
 *
 * @param client      number of the client, from 1
 * @param injector    name of the folder of the injector that hosted the client
 * @param counts      number of requests by outcome
 * @param latency     latency of the successes
 * @param successes   when the first and the last success came
 * @param failures    when the first and the last failure came
 * @param errors      number of failed requests by error text
 */
public record ClientStatistics(
        int client,
        String injector,
        OutcomeCounts counts,
        LatencyMillis latency,
        ActiveTime successes,
        ActiveTime failures,
        MessageCounts errors) {

    /**
     * The time from the first to the last of some answers, in milliseconds after the start of the run.
     *
     * @param firstMillis greater than {@code lastMillis} if there was no answer
     */
    public record ActiveTime(long firstMillis, long lastMillis) {
        /** There was no answer. */
        public static final ActiveTime NEVER = new ActiveTime(Long.MAX_VALUE, Long.MIN_VALUE);

        /** Returns whether there was any answer. */
        public boolean isThere() {
            return firstMillis <= lastMillis;
        }
    }

    /** Returns the name of the client, e.g. {@code client 2}. */
    public String name() {
        return ClientShare.name(client);
    }

    /** Returns the number of successes. */
    public long good() {
        return counts.of(Outcome.OK);
    }

    /** Returns the number of requests that did not succeed. */
    public long bad() {
        return counts.total() - good();
    }

    /** Returns the share of the client's requests that succeeded, 0 to 1; 0 if there were no requests. */
    public double successShare() {
        return counts.share(Outcome.OK);
    }
}
