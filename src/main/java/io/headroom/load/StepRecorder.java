package io.headroom.load;

import java.util.Optional;
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

    /** The measured window begins; all times are on one clock, in milliseconds. */
    public void startWindow(long startMillis) {
        windowStartMillis = startMillis;
    }

    /** One request that was sent while the step still settled: only its success, if it falls into the window, counts. */
    public void settlingRequest(long endMillis, Outcome outcome) {
        settlingRequests(endMillis, outcome, 1);
    }

    /** Several that are alike. */
    public void settlingRequests(long endMillis, Outcome outcome, int count) {
        if (outcome == Outcome.OK && endMillis >= windowStartMillis && endMillis < windowEndMillis) {
            endedOk += count;
        }
    }

    /**
     * One measured request.
     *
     * @param endMillis     when it was answered, or given up
     * @param latencyMillis from its start to its end
     */
    public void request(long endMillis, long latencyMillis, Outcome outcome) {
        requests(endMillis, latencyMillis, outcome, 1);
    }

    /** Several that are alike. A latency below 0, by a clock that was set back, counts as 0. */
    public void requests(long endMillis, long latencyMillis, Outcome outcome, int count) {
        counts[outcome.ordinal()] += count;
        if (outcome == Outcome.OK) {
            endedOk += endMillis < windowEndMillis ? count : 0;
            latency.recordValueWithCount(Math.max(0, latencyMillis), count);
        } else if (outcome == Outcome.REFUSED) {
            refusedLatency.recordValueWithCount(Math.max(0, latencyMillis), count);
        }
    }

    /**
     * From when on a request may end and count as one that ends then. Until the window is started or ended.
     *
     * @param endMillis when that one ends
     */
    public long alikeFrom(long endMillis) {
        return endMillis >= windowEndMillis
                ? windowEndMillis
                : endMillis >= windowStartMillis ? windowStartMillis : Long.MIN_VALUE;
    }

    /** Until when, that time excluded. */
    public long alikeUntil(long endMillis) {
        return endMillis < windowStartMillis
                ? windowStartMillis
                : endMillis < windowEndMillis ? windowEndMillis : Long.MAX_VALUE;
    }

    /** One readiness probe that ended at that time. */
    public void probe(long endMillis, boolean ok) {
        if (endMillis >= windowStartMillis && endMillis < windowEndMillis) {
            probes++;
            probeFailures += ok ? 0 : 1;
        }
    }

    /** What the injector noticed about itself. */
    public void noticed(InjectorSample ofInjector) {
        sample = Optional.of(ofInjector);
    }

    /** Ends the measured window; what is recorded afterwards and ended later adds to latencies, not to goodput. */
    public void endWindow(long endMillis) {
        windowEndMillis = endMillis;
    }

    /** What another recorder of the same step, with the same window, was told, as if this one had been told it. */
    public void add(StepRecorder other) {
        other.addCountsTo(counts);
        latency.add(other.latency);
        refusedLatency.add(other.refusedLatency);
        endedOk += other.endedOk;
        windowStartMillis = other.windowStartMillis;
        windowEndMillis = other.windowEndMillis;
        probes += other.probes;
        probeFailures += other.probeFailures;
    }

    /**
     * Everything that was recorded but what the injector noticed.
     *
     * @throws IllegalStateException when the window was not started and ended
     */
    public RecordedStep recorded() {
        if (!hasWindow()) {
            throw new IllegalStateException("the window of " + step.label() + " is still open");
        }
        return new RecordedStep(
                windowStartMillis,
                windowEndMillis,
                counts().byOutcome(),
                endedOk,
                Histograms.base64(latency),
                Histograms.base64(refusedLatency),
                probes,
                probeFailures);
    }

    /**
     * What another recorder of the same step recorded, on a clock of its own.
     *
     * @param laterMillis how far its clock is behind this one's, milliseconds
     * @throws IllegalArgumentException when its window was not ended
     */
    public void add(RecordedStep other, long laterMillis) {
        if (other.windowStartMillis() > other.windowEndMillis() || other.windowEndMillis() == Long.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a window from " + other.windowStartMillis() + " to " + other.windowEndMillis() + " ms");
        }
        other.counts().forEach((outcome, count) -> counts[outcome.ordinal()] += count);
        latency.add(Histograms.of(other.latency()));
        refusedLatency.add(Histograms.of(other.refusedLatency()));
        endedOk += other.endedOk();
        windowStartMillis = other.windowStartMillis() + laterMillis;
        windowEndMillis = other.windowEndMillis() + laterMillis;
        probes += other.probes();
        probeFailures += other.probeFailures();
    }

    /** The measured requests so far, by outcome. */
    public OutcomeCounts counts() {
        return OutcomeCounts.of(counts);
    }

    /**
     * What was measured.
     *
     * @throws IllegalStateException when the window was not started and ended
     */
    public StepStatistics statistics() {
        StepTotal alone = new StepTotal(step);
        alone.add(this);
        return alone.statistics();
    }

    /** Adds the measured requests so far to these, in the order of {@link Outcome}, and returns how many that are. */
    long addCountsTo(long[] sum) {
        long all = 0;
        for (int i = 0; i < counts.length; i++) {
            sum[i] += counts[i];
            all += counts[i];
        }
        return all;
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
