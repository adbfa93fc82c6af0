package io.headroom.saturation;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Tells whether the load of a step with callers was steady: at the end of its window, the requests in flight had about
 * as much time ahead of them as those at its start. Where a queue still fills, more time lies ahead at the end, and
 * goodput is too high: a queue that fills lets the other callers go round faster than they will.
 *
 * <p>By Little's law (J. D. C. Little, Operations Research 9, 1961), n callers that never wait spend the time {@code n·T}
 * in a window of length T. All requests that were <em>sent</em> in the window take the time Σ, including the part after
 * its end, and without those that were sent before it. So with the time {@code R₁} ahead of the requests in flight at
 * its end, and {@code R₀} at its start,
 *
 * <pre>{@code Σ = n·T + R₁ − R₀,    growth u = Σ ÷ (n·T) − 1}</pre>
 *
 * <p>Each R is a sum over n callers, so that by chance u reaches about {@code p95 ÷ (T·√n)}. The latency of a request that
 * failed is not known. It counts as the wait before the next try: its caller waited that long, or the failure took as
 * long itself.
 */
public final class Steadiness {

    /** Growth up to this changes goodput by no more than about as much. */
    private static final double LEAST_GROWTH = 0.05;

    private Steadiness() {}

    /**
     * Returns whether the load was steady, as far as can be told; true for loads other than callers.
     *
     * @param retryWait how long a caller waited before its next request after a refusal, or a failure that came sooner
     */
    public static boolean isSteady(StepStatistics step, Duration retryWait) {
        OptionalInt callers = step.offered().closedLoopCallers();
        if (callers.isEmpty() || step.windowMillis() == 0) {
            return true;
        }
        double busy = (double) callers.getAsInt() * step.windowMillis();
        double byChance = step.latency().p95() / (step.windowMillis() * Math.sqrt(callers.getAsInt()));
        return millis(step, retryWait) <= busy * (1 + Math.max(LEAST_GROWTH, byChance));
    }

    /** Returns Σ, with the time that callers waited before their next request after a refusal or another failure. */
    private static double millis(StepStatistics step, Duration retryWait) {
        long refused = step.counts().of(Outcome.REFUSED);
        double served = step.counts().of(Outcome.OK) * step.latency().mean();
        long failed = step.counts().total() - step.counts().of(Outcome.OK);
        return served + refused * step.refusedLatency().mean() + failed * (double) retryWait.toMillis();
    }
}
