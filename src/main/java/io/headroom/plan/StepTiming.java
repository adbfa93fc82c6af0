package io.headroom.plan;

import io.headroom.load.LatencyMillis;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.SearchSettings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Computes how long a step must be to give a reliable result. A step that measures has a window of at least {@value
 * #LATENCIES_PER_STEP} median latencies, at the boundary also long enough for {@value #ANSWERS_AT_BOUNDARY} answers,
 * and settles for two median latencies before. A step on the way to the boundary only has to show whether refusals
 * come: {@value #LATENCIES_PER_SHORT_STEP} latencies suffice, after one to settle. A step beyond the boundary takes
 * half as long as one at the boundary. All of this is subject to the configured bounds.
 *
 * <p>The latency is predicted from finished steps. It does not fall when callers are added, so the lowest seen
 * with at least as many callers is an upper bound. For more callers than in any step so far, Little's law helps (J. D.
 * C. Little, Operations Research 9, 1961): n callers at a capacity of C requests per second see a latency L of at most
 * {@code L = n ÷ C}, so L grows at most in proportion to n.
 */
final class StepTiming {

    static final int LATENCIES_PER_STEP = 10;
    private static final int LATENCIES_TO_SETTLE = 2;
    private static final int LATENCIES_PER_SHORT_STEP = 3;
    private static final int LATENCIES_TO_SETTLE_SHORT_STEP = 1;
    private static final int ANSWERS_AT_BOUNDARY = 1000;
    /** Latencies as uneven as those of many services (coefficient of variation up to 0.7) have no larger p95 ÷ median. */
    private static final double TAIL_DIVISOR = 3.0;

    /** A step beyond the boundary is shorter by this factor than one at the boundary. */
    static final int OVERLOAD_DIVISOR = 2;

    /**
     * A step of the warm-up takes this many times the shortest step: the warm-up compares latencies, and needs more of
     * them than the way to the boundary.
     */
    static final int SHORT_STEPS_PER_WARM_UP = 2;

    private StepTiming() {}

    /**
     * Returns the latency that is expected of most requests with this many callers, in milliseconds; empty if nothing has been answered
     * yet.
     */
    static OptionalDouble expectedMillis(int callers, List<StepStatistics> finished) {
        StepStatistics most = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (StepStatistics step : finished) {
            if (step.latency().count() == 0
                    || step.step().load().closedLoopCallers().isEmpty()) {
                continue;
            }
            if (callers(step) >= callers) {
                lowest = Math.min(lowest, typicalMillis(step));
            }
            most = most == null || callers(step) >= callers(most) ? step : most;
        }
        if (most == null) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(callers(most) >= callers ? lowest : typicalMillis(most) * callers / callers(most));
    }

    /**
     * Returns the latency that a step of this load must be long enough for, in milliseconds. It is the median, unless a
     * part of the requests takes much longer, as at one slow pod of several: then the mean, or a third of p95, is
     * larger.
     */
    private static double typicalMillis(StepStatistics step) {
        LatencyMillis latency = step.latency();
        return Math.max((double) latency.p50(), Math.max(latency.mean(), latency.p95() / TAIL_DIVISOR));
    }

    private static int callers(StepStatistics step) {
        return step.step().load().closedLoopCallers().orElseThrow();
    }

    /** Returns how long a step settles before it is measured. */
    static Duration settling(Purpose purpose, double expectedMillis, SearchSettings settings) {
        int latencies = switch (purpose) {
            case UP, DOWN, PLATEAU -> LATENCIES_TO_SETTLE_SHORT_STEP;
            case WARM_UP, BOUNDARY, ONE_PERCENT, LIMIT, RATE_LIMIT, HOLD, TARGET, FINE_TUNING -> LATENCIES_TO_SETTLE;
        };
        return atLeast(settings.steps().minimumSettling(), millis(latencies * expectedMillis));
    }

    /** Returns the length of the measured window of a step with this many callers. */
    static Duration length(Purpose purpose, int callers, double expectedMillis, PlanSettings settings) {
        SearchSettings search = settings.search();
        // n callers are answered n ÷ L times a second
        double answers = ANSWERS_AT_BOUNDARY * expectedMillis / callers;
        double measured = LATENCIES_PER_STEP * expectedMillis;
        return switch (purpose) {
            case UP, DOWN -> length(search.steps().minimum(), LATENCIES_PER_SHORT_STEP * expectedMillis, search);
            case BOUNDARY -> length(search.steps().minimumBoundary(), Math.max(measured, answers), search);
            case PLATEAU ->
                length(Purpose.BOUNDARY, callers, expectedMillis, settings).dividedBy(OVERLOAD_DIVISOR);
            case WARM_UP -> length(search.steps().minimum().multipliedBy(SHORT_STEPS_PER_WARM_UP), measured, search);
            case ONE_PERCENT, LIMIT, RATE_LIMIT, FINE_TUNING ->
                length(search.steps().minimum(), measured, search);
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
