package io.headroom.load;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Adds up what several injectors recorded of one step. Counts add up, and latencies are those of all requests, as if
 * one injector had sent them. Goodput and the rate of sending are the sums of the injectors' rates, each over its own
 * window. The order of adding does not matter.
 */
public final class StepTotal {

    /** Significant digits of latencies. */
    static final int DIGITS = 3;

    private final Step step;
    private final OutcomeTally counts = new OutcomeTally();
    private final Histogram latency = new Histogram(DIGITS);
    private final Histogram refusedLatency = new Histogram(DIGITS);

    /**
     * Successes by the length of the window that they ended in, so that injectors with windows of the same length add
     * up exactly.
     */
    private final Map<Long, Long> endedOk = new TreeMap<>();

    /** Requests by the length of the window that they were sent in. */
    private final Map<Long, Long> sent = new TreeMap<>();

    private int injectors;
    private boolean shared;
    private Optional<Load> shares = Optional.empty();
    private long windowStartMillis = Long.MAX_VALUE;
    private long windowEndMillis = Long.MIN_VALUE;
    private long probes;
    private long probeFailures;
    private Optional<InjectorSample> sample = Optional.empty();

    public StepTotal(Step step) {
        this.step = step;
    }

    /**
     * Adds what one injector recorded.
     *
     * @throws IllegalStateException if its window was not started and ended
     */
    public void add(StepRecorder recorder) {
        if (!recorder.hasWindow()) {
            throw new IllegalStateException("the window of " + step.label() + " is still open");
        }
        long windowMillis = Math.max(0, recorder.windowEndMillis() - recorder.windowStartMillis());
        long requests = recorder.addCountsTo(counts);
        addIfAny(latency, recorder.latency());
        addIfAny(refusedLatency, recorder.refusedLatency());
        endedOk.merge(windowMillis, recorder.endedOk(), Long::sum);
        sent.merge(windowMillis, requests, Long::sum);
        injectors++;
        windowStartMillis = Math.min(windowStartMillis, recorder.windowStartMillis());
        windowEndMillis = Math.max(windowEndMillis, recorder.windowStartMillis() + windowMillis);
        probes += recorder.probes();
        probeFailures += recorder.probeFailures();
        sample = recorder.sample()
                .map(noticed -> sample.map(sum -> sum.andInPlace(noticed)).orElseGet(noticed::copy))
                .or(() -> sample);
    }

    /** Skips empty histograms, as most of those of refusals are: adding one costs as much as adding a full one. */
    private static void addIfAny(Histogram sum, Histogram more) {
        if (more.getTotalCount() > 0) {
            sum.add(more);
        }
    }

    /**
     * Adds what one injector recorded that offered only a share of the step's load.
     *
     * @param share the load that its clients offered together; empty if none of them took part
     */
    public void addShare(StepRecorder recorder, Optional<Load> share) {
        shared = true;
        shares = share.map(load -> shares.map(load::plus).orElse(load)).or(() -> shares);
        add(recorder);
    }

    /**
     * Called when all clients have been added. Together they offered the step's load, even if the step was too short
     * for some of them to send a request.
     */
    public void sharedByAll() {
        shares = Optional.of(step.load());
    }

    /** Returns whether the injectors shared the load of the step. */
    public boolean isShared() {
        return shared;
    }

    /** Returns the number of injectors that were added. */
    public int injectors() {
        return injectors;
    }

    /** Returns the statistics of the step. At least one injector must have been added. */
    public StepStatistics statistics() {
        return new StepStatistics(
                step,
                windowStartMillis,
                windowEndMillis - windowStartMillis,
                counts.counts(),
                perSecond(endedOk),
                LatencyMillis.withBounds(latency),
                LatencyMillis.of(refusedLatency),
                probes,
                probeFailures,
                perSecond(sent),
                offered(),
                LatencyCounts.of(successes()),
                sample.map(InjectorStatistics::of));
    }

    /** Returns the latencies of the successes: from their scheduled time, if that is known of all of them. */
    private Histogram successes() {
        return sample.map(InjectorSample::scheduledLatencyMillis)
                .filter(scheduled -> scheduled.getTotalCount() == latency.getTotalCount())
                .orElse(latency);
    }

    private Load offered() {
        return shared
                ? shares.map(this::whole).orElse(step.load())
                : step.load().times(injectors);
    }

    /** Returns the step's load if the sum of the shares differs from it only by rounding. */
    private Load whole(Load sum) {
        return sum.isNearly(step.load(), injectors) ? step.load() : sum;
    }

    private static double perSecond(Map<Long, Long> byWindowMillis) {
        return byWindowMillis.entrySet().stream()
                .filter(entry -> entry.getKey() > 0)
                .mapToDouble(entry -> entry.getValue() * 1000.0 / entry.getKey())
                .sum();
    }
}
