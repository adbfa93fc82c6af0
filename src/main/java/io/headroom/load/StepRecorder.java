package io.headroom.load;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Accumulates the requests of one step into its {@link StepStatistics}. The running simulation and the post-processor
 * use this same class. Not safe for use by several threads.
 *
 * <p>Which requests are measured is decided when they are sent, and recorded with them, so that both come to the same
 * counts. A step is recorded in constant memory, however long it is.
 */
public final class StepRecorder {

    private final Step step;
    private final long[] counts = new long[Outcome.values().length];
    private final Histogram latency = new Histogram(3);
    private final Histogram refusedLatency = new Histogram(3);
    private long endedOk;
    private long windowStartMillis = Long.MAX_VALUE;
    private long windowEndMillis = Long.MAX_VALUE;
    private long probes;
    private long probeFailures;

    public StepRecorder(Step step) {
        this.step = step;
    }

    /** The measured window begins; all times are on one clock, in milliseconds. */
    public void startWindow(long startMillis) {
        windowStartMillis = startMillis;
    }

    /** One request that was sent while the step still settled: only its success, if it falls into the window, counts. */
    public void settlingRequest(long endMillis, Outcome outcome) {
        if (outcome == Outcome.OK && endMillis >= windowStartMillis && endMillis < windowEndMillis) {
            endedOk++;
        }
    }

    /**
     * One measured request.
     *
     * @param endMillis     when it was answered, or given up
     * @param latencyMillis from its start to its end
     */
    public void request(long endMillis, long latencyMillis, Outcome outcome) {
        counts[outcome.ordinal()]++;
        if (outcome == Outcome.OK) {
            endedOk += endMillis < windowEndMillis ? 1 : 0;
            latency.recordValue(Math.max(0, latencyMillis));
        } else if (outcome == Outcome.REFUSED) {
            refusedLatency.recordValue(Math.max(0, latencyMillis));
        }
    }

    /** One readiness probe that ended at that time. */
    public void probe(long endMillis, boolean ok) {
        if (endMillis >= windowStartMillis && endMillis < windowEndMillis) {
            probes++;
            probeFailures += ok ? 0 : 1;
        }
    }

    /** Ends the measured window; what is recorded afterwards and ended later adds to latencies, not to goodput. */
    public void endWindow(long endMillis) {
        windowEndMillis = endMillis;
    }

    /** The measured requests so far, by outcome. */
    public OutcomeCounts counts() {
        Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, counts[outcome.ordinal()]);
        }
        return new OutcomeCounts(byOutcome);
    }

    /**
     * What was measured.
     *
     * @throws IllegalStateException when the window was not started and ended
     */
    public StepStatistics statistics() {
        if (windowStartMillis == Long.MAX_VALUE || windowEndMillis == Long.MAX_VALUE) {
            throw new IllegalStateException("the window of " + step.label() + " is still open");
        }
        long windowMillis = Math.max(0, windowEndMillis - windowStartMillis);
        return new StepStatistics(
                step,
                windowStartMillis,
                windowMillis,
                counts(),
                windowMillis == 0 ? 0 : endedOk * 1000.0 / windowMillis,
                LatencyMillis.of(latency),
                LatencyMillis.of(refusedLatency),
                probes,
                probeFailures);
    }
}
