package io.headroom.plan;

import io.headroom.load.Load.Callers;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.SearchSettings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long a step must be to tell the truth: the measured window is at least {@value #LATENCIES_PER_STEP} times the
 * median latency, and twice that latency is left out before it, both within the configured bounds.
 *
 * <p>The latency is predicted from finished steps. It does not fall when callers are added, so the lowest median seen with
 * at least as many callers is no less than what to expect. Beyond the most callers yet, the median latency L of n callers
 * at capacity C is at most {@code L = n / C} (Little's law, J. D. C. Little, Operations Research 9, 1961): it grows at most
 * in proportion to n.
 */
final class StepTiming {

    static final int LATENCIES_PER_STEP = 10;
    private static final int LATENCIES_TO_SETTLE = 2;

    private StepTiming() {}

    /** The median latency to expect of n callers, milliseconds; nothing when nothing was answered yet. */
    static OptionalDouble expectedMillis(int callers, List<StepStatistics> finished) {
        StepStatistics most = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (StepStatistics step : finished) {
            if (step.latency().count() == 0 || !(step.step().load() instanceof Callers)) {
                continue;
            }
            if (callers(step) >= callers) {
                lowest = Math.min(lowest, (double) step.latency().p50());
            }
            most = most == null || callers(step) >= callers(most) ? step : most;
        }
        if (most == null) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                callers(most) >= callers ? lowest : (double) most.latency().p50() * callers / callers(most));
    }

    private static int callers(StepStatistics step) {
        return ((Callers) step.step().load()).callers();
    }

    static Duration settling(double expectedMillis, SearchSettings settings) {
        return atLeast(settings.minimumSettling(), millis(LATENCIES_TO_SETTLE * expectedMillis));
    }

    /** @param wanted the length to use when the latency asks for no more */
    static Duration length(double expectedMillis, Duration wanted, SearchSettings settings) {
        Duration needed = millis(LATENCIES_PER_STEP * expectedMillis);
        Duration bounded = needed.compareTo(settings.maximumStep()) < 0 ? needed : settings.maximumStep();
        return atLeast(wanted, bounded);
    }

    private static Duration atLeast(Duration least, Duration wanted) {
        return wanted.compareTo(least) < 0 ? least : wanted;
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis(Math.round(millis));
    }
}
