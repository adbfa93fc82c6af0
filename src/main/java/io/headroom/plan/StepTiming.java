package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.SearchSettings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long a step must be to tell the truth. Where it measures, the window is at least {@value #LATENCIES_PER_STEP} times the
 * median latency, at the boundary also long enough for {@value #ANSWERS_AT_BOUNDARY} answers, and twice that latency is left
 * out before it. On the way to the boundary, where it only has to show whether refusals come, {@value
 * #LATENCIES_PER_GLANCE} times the latency will do, and leaving out that latency once; beyond the boundary half of what is
 * measured there. All within the configured bounds.
 *
 * <p>The latency is predicted from finished steps. It does not fall when callers are added, so the lowest median seen with
 * at least as many callers is no less than what to expect. Beyond the most callers yet, the median latency L of n callers
 * at capacity C is at most {@code L = n / C} (Little's law, J. D. C. Little, Operations Research 9, 1961): it grows at most
 * in proportion to n.
 */
final class StepTiming {

    static final int LATENCIES_PER_STEP = 10;
    private static final int LATENCIES_TO_SETTLE = 2;
    private static final int LATENCIES_PER_GLANCE = 3;
    private static final int LATENCIES_TO_SETTLE_AT_LEAST = 1;
    private static final int ANSWERS_AT_BOUNDARY = 1000;
    static final int BEYOND = 2;

    /** Warm-up compares latencies: it needs more of them than a glance. */
    static final int GLANCES_PER_WARM_UP = 2;

    private StepTiming() {}

    /** The median latency to expect of n callers, milliseconds; nothing when nothing was answered yet. */
    static OptionalDouble expectedMillis(int callers, List<StepStatistics> finished) {
        StepStatistics most = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (StepStatistics step : finished) {
            if (step.latency().count() == 0
                    || step.step().load().closedLoopCallers().isEmpty()) {
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
        return step.step().load().closedLoopCallers().orElseThrow();
    }

    static Duration settling(Purpose purpose, double expectedMillis, SearchSettings settings) {
        int latencies = switch (purpose) {
            case UP, DOWN, PLATEAU -> LATENCIES_TO_SETTLE_AT_LEAST;
            case WARM_UP, BOUNDARY, ONE_PERCENT, HOLD, TARGET, FINE_TUNING -> LATENCIES_TO_SETTLE;
        };
        return atLeast(settings.steps().minimumSettling(), millis(latencies * expectedMillis));
    }

    /** The measured window of a step with so many callers. */
    static Duration length(Purpose purpose, int callers, double expectedMillis, PlanSettings settings) {
        SearchSettings search = settings.search();
        // n callers are answered n / L times a second
        double answers = ANSWERS_AT_BOUNDARY * expectedMillis / callers;
        double measured = LATENCIES_PER_STEP * expectedMillis;
        return switch (purpose) {
            case UP, DOWN -> length(search.steps().minimum(), LATENCIES_PER_GLANCE * expectedMillis, search);
            case BOUNDARY -> length(search.steps().minimumBoundary(), Math.max(measured, answers), search);
            case PLATEAU ->
                length(Purpose.BOUNDARY, callers, expectedMillis, settings).dividedBy(BEYOND);
            case WARM_UP -> length(search.steps().minimum().multipliedBy(GLANCES_PER_WARM_UP), measured, search);
            case ONE_PERCENT, FINE_TUNING -> length(search.steps().minimum(), measured, search);
            case HOLD -> length(settings.holdLength(), measured, search);
            case TARGET -> length(settings.targetLength(), measured, search);
        };
    }

    private static Duration length(Duration wanted, double neededMillis, SearchSettings settings) {
        Duration needed = millis(neededMillis);
        Duration bounded = needed.compareTo(settings.steps().maximum()) < 0
                ? needed
                : settings.steps().maximum();
        return atLeast(wanted, bounded);
    }

    static Duration atLeast(Duration least, Duration wanted) {
        return wanted.compareTo(least) < 0 ? least : wanted;
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis(Math.round(millis));
    }
}
