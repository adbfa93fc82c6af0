package io.headroom.load;

import io.headroom.load.Load.Callers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Builds the statistics of a measured step for tests; the step is one second long unless set otherwise. */
public final class MeasuredStep {

    private final Step step;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Map<Integer, Long>> statuses = new EnumMap<>(Outcome.class);
    private long startMillis;
    private long windowMillis = 1000;
    private double goodput;
    private LatencyMillis latency = LatencyMillis.NONE;
    private LatencyCounts successes = LatencyCounts.NONE;
    private Optional<InjectorStatistics> injector = Optional.empty();

    private MeasuredStep(Step step) {
        this.step = step;
    }

    public static MeasuredStep of(Step step) {
        return new MeasuredStep(step);
    }

    /** Starts with a step of round 1 with this many callers. */
    public static MeasuredStep ofCallers(int callers) {
        return of(new Step(1, 1, Purpose.UP, new Callers(callers)));
    }

    public MeasuredStep with(Outcome outcome, long count) {
        counts.put(outcome, count);
        return this;
    }

    /** Adds requests that failed with an HTTP status. */
    public MeasuredStep withStatus(int status, long count) {
        return withStatus(Outcome.ofStatus(status), status, count);
    }

    /** Adds requests that failed with an HTTP status that stands for an outcome. */
    public MeasuredStep withStatus(Outcome outcome, int status, long count) {
        statuses.computeIfAbsent(outcome, first -> new TreeMap<>()).put(status, count);
        return with(outcome, count);
    }

    public MeasuredStep window(long start, long length) {
        startMillis = start;
        windowMillis = length;
        return this;
    }

    public MeasuredStep goodput(double perSecond) {
        goodput = perSecond;
        return this;
    }

    /** Sets the latency of every success. */
    public MeasuredStep latency(long millis) {
        latency = new LatencyMillis(counts.getOrDefault(Outcome.OK, 1L), millis, millis, millis, millis, millis);
        return this;
    }

    /** Sets what the injector observed: the CPU used, the mean lag of its timers, and the number of requests due. */
    public MeasuredStep injector(double cpuShare, double lagMillis, long due) {
        Lag lag = new Lag(100, lagMillis, lagMillis, lagMillis, lagMillis);
        return injector(new InjectorStatistics(
                cpuShare, OptionalDouble.empty(), 0, 0, 0, due, lag, Lag.NONE, LatencyMillis.NONE));
    }

    /** Sets how many of the successes took that long; the others took 1 ms. */
    public MeasuredStep slow(long number, long millis) {
        Histogram histogram = new Histogram(3);
        long ok = counts.getOrDefault(Outcome.OK, 0L);
        histogram.recordValueWithCount(1, ok - number);
        histogram.recordValueWithCount(millis, number);
        successes = LatencyCounts.of(histogram);
        return this;
    }

    public MeasuredStep injector(InjectorStatistics noticed) {
        injector = Optional.of(noticed);
        return this;
    }

    public StepStatistics statistics() {
        StepStatistics plain = new StepStatistics(
                step,
                startMillis,
                windowMillis,
                new OutcomeCounts(counts, statuses),
                goodput,
                latency,
                LatencyMillis.NONE,
                0,
                0);
        return new StepStatistics(
                plain.step(),
                plain.windowStartMillis(),
                plain.windowMillis(),
                plain.counts(),
                plain.goodputPerSecond(),
                plain.latency(),
                plain.refusedLatency(),
                plain.probes(),
                plain.probeFailures(),
                plain.sentPerSecond(),
                plain.offered(),
                successes,
                injector);
    }
}
