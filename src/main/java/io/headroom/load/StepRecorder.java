package io.headroom.load;

import java.util.Optional;
import java.util.OptionalInt;
import org.HdrHistogram.Histogram;

/**
 * Accumulates the requests of one step into its {@link StepStatistics}. The running simulation and the post-processor
 * both use this class. Not safe for use by several threads.
 *
 * <p>Whether a request is measured is decided when it is sent, and recorded with it, so that both get the same counts.
 * A step takes constant memory, however long it is.
 */
public final class StepRecorder {

    private final Step step;
    private final OutcomeTally counts = new OutcomeTally();
    private final Histogram latency = new Histogram(StepTotal.DIGITS);
    private final Histogram refusedLatency = new Histogram(StepTotal.DIGITS);
    private long endedOk;
    private long windowStartMillis = Long.MAX_VALUE;
    private long windowEndMillis = Long.MAX_VALUE;
    private long probes;
    private long probeFailures;
    private Optional<InjectorSample> sample = Optional.empty();

    public StepRecorder(Step step) {
        this.step = step;
    }

    /** Starts the measured window. All times are in milliseconds on one clock. */
    public void startWindow(long startMillis) {
        windowStartMillis = startMillis;
    }

    /**
     * Records one request that was sent while the step still settled. It only adds to goodput, if it succeeds within
     * the window.
     */
    public void settlingRequest(long endMillis, Outcome outcome) {
        settlingRequests(endMillis, outcome, 1);
    }

    /**
     * Records several requests that were sent while the step still settled and ended at the same time with the same
     * outcome.
     */
    public void settlingRequests(long endMillis, Outcome outcome, int count) {
        if (outcome == Outcome.OK && endMillis >= windowStartMillis && endMillis < windowEndMillis) {
            endedOk += count;
        }
    }

    /**
     * Records one measured request.
     *
     * @param endMillis     when it was answered or given up
     * @param latencyMillis time from its start to its end
     */
    public void request(long endMillis, long latencyMillis, Outcome outcome) {
        requests(endMillis, latencyMillis, outcome, 1);
    }

    /**
     * Records several measured requests with the same end, latency and outcome. A negative latency (the clock was set
     * back) counts as 0.
     */
    public void requests(long endMillis, long latencyMillis, Outcome outcome, int count) {
        counts.add(outcome, count);
        if (outcome == Outcome.OK) {
            endedOk += endMillis < windowEndMillis ? count : 0;
            latency.recordValueWithCount(Math.max(0, latencyMillis), count);
        } else if (outcome == Outcome.REFUSED) {
            refusedLatency.recordValueWithCount(Math.max(0, latencyMillis), count);
        }
    }

    /**
     * Records the HTTP status of measured requests that failed; their number is recorded by {@link #requests}.
     *
     * @param status empty if no status says why they failed
     */
    public void failed(Outcome outcome, OptionalInt status, long count) {
        counts.failed(outcome, status, count);
    }

    /**
     * Returns the earliest end time that is counted like {@code endMillis}. The answer holds until the window is
     * started or ended.
     */
    public long alikeFrom(long endMillis) {
        return endMillis >= windowEndMillis
                ? windowEndMillis
                : endMillis >= windowStartMillis ? windowStartMillis : Long.MIN_VALUE;
    }

    /** Returns the end, exclusive, of the times that are counted like {@code endMillis}. */
    public long alikeUntil(long endMillis) {
        return endMillis < windowStartMillis
                ? windowStartMillis
                : endMillis < windowEndMillis ? windowEndMillis : Long.MAX_VALUE;
    }

    /** Records one readiness probe. */
    public void probe(long endMillis, boolean ok) {
        if (endMillis >= windowStartMillis && endMillis < windowEndMillis) {
            probes++;
            probeFailures += ok ? 0 : 1;
        }
    }

    /** Adds what the injector observed about itself. */
    public void noticed(InjectorSample observed) {
        sample = Optional.of(observed);
    }

    /**
     * Ends the measured window. A request that is recorded afterwards and ended later adds to latencies, but not to
     * goodput.
     */
    public void endWindow(long endMillis) {
        windowEndMillis = endMillis;
    }

    /** Adds everything that another recorder of the same step, with the same window, has recorded. */
    public void add(StepRecorder other) {
        counts.add(other.counts);
        latency.add(other.latency);
        refusedLatency.add(other.refusedLatency);
        endedOk += other.endedOk;
        windowStartMillis = other.windowStartMillis;
        windowEndMillis = other.windowEndMillis;
        probes += other.probes;
        probeFailures += other.probeFailures;
    }

    /**
     * Returns everything recorded, except for what the injector observed about itself.
     *
     * @throws IllegalStateException if the window was not started and ended
     */
    public RecordedStep recorded() {
        if (!hasWindow()) {
            throw new IllegalStateException("the window of " + step.label() + " is still open");
        }
        return new RecordedStep(
                windowStartMillis,
                windowEndMillis,
                counts().byOutcome(),
                counts().byStatus(),
                endedOk,
                Histograms.base64(latency),
                Histograms.base64(refusedLatency),
                probes,
                probeFailures);
    }

    /**
     * Adds what another recorder of the same step has recorded, on a clock of its own.
     *
     * @param laterMillis how far the other clock is behind this one, in milliseconds
     * @throws IllegalArgumentException if its window was not ended
     */
    public void add(RecordedStep other, long laterMillis) {
        if (other.windowStartMillis() > other.windowEndMillis() || other.windowEndMillis() == Long.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a window from " + other.windowStartMillis() + " to " + other.windowEndMillis() + " ms");
        }
        counts.add(new OutcomeCounts(other.counts(), other.statuses()));
        latency.add(Histograms.of(other.latency()));
        refusedLatency.add(Histograms.of(other.refusedLatency()));
        endedOk += other.endedOk();
        windowStartMillis = other.windowStartMillis() + laterMillis;
        windowEndMillis = other.windowEndMillis() + laterMillis;
        probes += other.probes();
        probeFailures += other.probeFailures();
    }

    /** Returns the number of measured requests so far. */
    public OutcomeCounts counts() {
        return counts.counts();
    }

    /**
     * Returns the statistics of the step.
     *
     * @throws IllegalStateException if the window was not started and ended
     */
    public StepStatistics statistics() {
        StepTotal alone = new StepTotal(step);
        alone.add(this);
        return alone.statistics();
    }

    /**
     * Adds the number of measured requests so far to {@code sum}, and returns their total.
     */
    long addCountsTo(OutcomeTally sum) {
        sum.add(counts);
        return counts.total();
    }

    Optional<InjectorSample> sample() {
        return sample;
    }

    Histogram latency() {
        return latency;
    }

    Histogram refusedLatency() {
        return refusedLatency;
    }

    long windowStartMillis() {
        return windowStartMillis;
    }

    long windowEndMillis() {
        return windowEndMillis;
    }

    long endedOk() {
        return endedOk;
    }

    long probes() {
        return probes;
    }

    long probeFailures() {
        return probeFailures;
    }

    boolean hasWindow() {
        return windowStartMillis != Long.MAX_VALUE && windowEndMillis != Long.MAX_VALUE;
    }
}
