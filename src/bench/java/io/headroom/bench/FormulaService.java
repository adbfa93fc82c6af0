package io.headroom.bench;

import io.headroom.load.LatencyMillis;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.Timing;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A service that never refuses, and whose goodput is a formula of the callers. Its noise is that of {@code
 * io.headroom.saturation.Goodput}: 2 % from step to step, 3 % slowly (autocorrelated, τ = 30 s), and that of counting. Its latency is
 * callers ÷ goodput (Little's law). Times are in seconds.
 */
final class FormulaService {

    private static final double STEP_SIGMA = 0.02;
    private static final double DRIFT_SIGMA = 0.03;
    private static final double TAU_SECONDS = 30;

    /** Number of times in a step at which its speed is looked up. */
    private static final int POINTS = 50;

    private final DoubleUnaryOperator perSecond;
    private final DoubleUnaryOperator speed;
    private final double stalls;
    private final Random random;
    private double now;
    private double drift;
    private double driftAt;

    /**
     * @param perSecond goodput, in successes per second, as a function of the callers
     * @param speed     speed of the service as a function of time; 1 is the usual one
     * @param stalls    share of the steps in which the service stands still for a time of up to a second
     */
    FormulaService(DoubleUnaryOperator perSecond, DoubleUnaryOperator speed, double stalls, long seed) {
        this.perSecond = perSecond;
        this.speed = speed;
        this.stalls = stalls;
        this.random = IndependentRandom.of(seed);
        this.drift = DRIFT_SIGMA * random.nextGaussian();
    }

    /** Runs one step with callers. */
    StepStatistics run(Step step, Timing timing) {
        int callers = step.load().closedLoopCallers().orElseThrow();
        double window = timing.window().toMillis() / 1000.0;
        double start = now + timing.settling().toMillis() / 1000.0;
        double stalled = random.nextDouble() < stalls ? Math.min(random.nextDouble(), 0.95 * window) : 0;
        double expected = perSecond.applyAsDouble(callers)
                * noise(start + window / 2)
                * meanSpeed(start, window)
                * (window - stalled);
        long answers = Math.max(1, Math.round(expected + Math.sqrt(expected) * random.nextGaussian()));
        double latency = callers * window / answers;
        now = start + window + latency;
        return statistics(step, Math.round(1000 * start), timing.window().toMillis(), answers, 1000 * latency);
    }

    private double meanSpeed(double start, double window) {
        return IntStream.range(0, POINTS)
                .mapToDouble(i -> speed.applyAsDouble(start + window * (i + 0.5) / POINTS))
                .average()
                .orElseThrow();
    }

    private double noise(double at) {
        double kept = Math.exp(-(at - driftAt) / TAU_SECONDS);
        drift = kept * drift + Math.sqrt(1 - kept * kept) * DRIFT_SIGMA * random.nextGaussian();
        driftAt = at;
        return Math.exp(STEP_SIGMA * random.nextGaussian() + drift);
    }

    private static StepStatistics statistics(
            Step step, long startMillis, long windowMillis, long answers, double latencyMillis) {
        long latency = Math.max(1, Math.round(latencyMillis));
        return new StepStatistics(
                step,
                startMillis,
                windowMillis,
                new OutcomeCounts(Map.of(Outcome.OK, answers)),
                1000.0 * answers / windowMillis,
                new LatencyMillis(answers, latencyMillis, latency, latency, latency, latency),
                LatencyMillis.NONE,
                0,
                0);
    }
}
