package io.headroom.load;

import org.HdrHistogram.Histogram;

/**
 * Accumulates the requests of one client into its {@link ClientStatistics}, in constant memory. Not safe for use by
 * several threads.
 */
public final class ClientRecorder {

    private final int client;
    private final String injector;
    private final OutcomeTally counts = new OutcomeTally();
    private final Histogram latency = new Histogram(StepTotal.DIGITS);
    private final MessageCounter errors = new MessageCounter();
    private long firstSuccessMillis = ClientStatistics.ActiveTime.NEVER.firstMillis();
    private long lastSuccessMillis = ClientStatistics.ActiveTime.NEVER.lastMillis();
    private long firstFailureMillis = firstSuccessMillis;
    private long lastFailureMillis = lastSuccessMillis;

    /**
     * Creates a recorder without requests.
     *
     * @param client   number of the client, from 1
     * @param injector name of the injector that hosts the client
     */
    public ClientRecorder(int client, String injector) {
        this.client = client;
        this.injector = injector;
    }

    /**
     * Records several requests with the same latency and outcome. A negative latency (the clock was set back) counts as
     * 0.
     */
    public void requests(long latencyMillis, Outcome outcome, long count) {
        counts.add(outcome, count);
        if (outcome == Outcome.OK) {
            latency.recordValueWithCount(Math.max(0, latencyMillis), count);
        }
    }

    /**
     * Records when requests were answered. Times are in milliseconds after the start of the run.
     *
     * @param ok whether the requests succeeded
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

    /** Counts the error text and what it says of failed requests; their number is recorded by {@link #requests}. */
    public void failed(String text, FailureMessage failure, long count) {
        counts.failed(failure.outcome(), failure.status(), count);
        errors.add(text, count);
    }

    /** Returns the number of requests recorded so far. */
    public long requests() {
        return counts.total();
    }

    /** Returns the statistics of everything recorded so far. */
    public ClientStatistics statistics() {
        return new ClientStatistics(
                client,
                injector,
                counts.counts(),
                LatencyMillis.of(latency),
                new ClientStatistics.ActiveTime(firstSuccessMillis, lastSuccessMillis),
                new ClientStatistics.ActiveTime(firstFailureMillis, lastFailureMillis),
                errors.counts());
    }
}
