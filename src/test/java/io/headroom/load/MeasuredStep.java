package io.headroom.load;

import io.headroom.load.Load.Callers;
import java.util.EnumMap;
import java.util.Map;

/** Builds the statistics of a step that tests need measured: one second long, unless told otherwise. */
public final class MeasuredStep {

    private final Step step;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private long startMillis;
    private long windowMillis = 1000;
    private double goodput;
    private LatencyMillis latency = LatencyMillis.NONE;

    private MeasuredStep(Step step) {
        this.step = step;
    }

    public static MeasuredStep of(Step step) {
        return new MeasuredStep(step);
    }

    /** A step of round 1 with that many callers. */
    public static MeasuredStep ofCallers(int callers) {
        return of(new Step(1, 1, Purpose.UP, new Callers(callers)));
    }

    public MeasuredStep with(Outcome outcome, long count) {
        counts.put(outcome, count);
        return this;
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

    /** Every success took this long. */
    public MeasuredStep latency(long millis) {
        latency = new LatencyMillis(counts.getOrDefault(Outcome.OK, 1L), millis, millis, millis, millis, millis);
        return this;
    }

    public StepStatistics statistics() {
        return new StepStatistics(
                step, startMillis, windowMillis, new OutcomeCounts(counts), goodput, latency, LatencyMillis.NONE, 0, 0);
    }
}
