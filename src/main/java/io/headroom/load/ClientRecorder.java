package io.headroom.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Accumulates the requests of one client into its {@link ClientStatistics}. In constant memory. Not safe for several threads. */
public final class ClientRecorder {

    /** A log may hold millions of different texts; those that come first are told apart. */
    static final int MOST_TEXTS = 20;

    private final int client;
    private final String injector;
    private final long[] counts = new long[Outcome.values().length];
    private final Histogram latency = new Histogram(StepTotal.DIGITS);
    private final Map<String, Long> errors = new LinkedHashMap<>();
    private long firstSuccessMillis = ClientStatistics.ActiveTime.NEVER.firstMillis();
    private long lastSuccessMillis = ClientStatistics.ActiveTime.NEVER.lastMillis();
    private long firstFailureMillis = firstSuccessMillis;
    private long lastFailureMillis = lastSuccessMillis;
    private long otherErrors;

    /**
     * @param client   its number, from 1
     * @param injector that hosts it
     */
    public ClientRecorder(int client, String injector) {
        this.client = client;
        this.injector = injector;
    }

    /** Several requests that are alike. A latency below 0, by a clock that was set back, counts as 0. */
    public void requests(long latencyMillis, Outcome outcome, long count) {
        counts[outcome.ordinal()] += count;
        if (outcome == Outcome.OK) {
            latency.recordValueWithCount(Math.max(0, latencyMillis), count);
        }
    }

    /**
     * When requests were answered, milliseconds after the start of the run.
     *
     * @param ok whether they succeeded
     */
    public void answered(boolean ok, long firstMillis, long lastMillis) {
        if (ok) {
            firstSuccessMillis = Math.min(firstSuccessMillis, firstMillis);
            lastSuccessMillis = Math.max(lastSuccessMillis, lastMillis);
        } else {
            firstFailureMillis = Math.min(firstFailureMillis, firstMillis);
            lastFailureMillis = Math.max(lastFailureMillis, lastMillis);
        }
    }

    /** Why requests failed, which are counted elsewhere. */
    public void failed(String text, long count) {
        if (errors.size() < MOST_TEXTS || errors.containsKey(text)) {
            errors.merge(text, count, Long::sum);
        } else {
            otherErrors += count;
        }
    }

    /** How many requests there were. */
    public long requests() {
        long requests = 0;
        for (long count : counts) {
            requests += count;
        }
        return requests;
    }

    /** What was recorded. */
    public ClientStatistics statistics() {
        return new ClientStatistics(
                client,
                injector,
                OutcomeCounts.of(counts),
                LatencyMillis.of(latency),
                new ClientStatistics.ActiveTime(firstSuccessMillis, lastSuccessMillis),
                new ClientStatistics.ActiveTime(firstFailureMillis, lastFailureMillis),
                errors,
                otherErrors);
    }
}
