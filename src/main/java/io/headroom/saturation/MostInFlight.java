package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.List;

/**
 * How many requests may be in flight under overload with arrivals. A service that never refuses queues them all: without a
 * cap the wait would grow until requests time out, and the backlog would outlive the step. N requests in flight are answered
 * in N ÷ X, with a goodput X (J. D. C. Little, Operations Research 9, 1961), and need N* = X·R₀ to keep the service busy,
 * with the latency R₀ without waiting. Of the time-out T a quarter is used:
 *
 * <pre>{@code N = min(64·N*, X·T ÷ 4)}</pre>
 *
 * <p>A service that refuses must do so before the cap is reached. Queues with room for ten times what is in service are
 * usual, so N is at least {@code 16·max(1, N*)}, where half the time-out is enough for that. It is at least 3·N*, whatever
 * the time-out: with less, the latency would not show that requests wait.
 */
public final class MostInFlight {

    private static final double KNEES = 64;
    private static final double SHARE_OF_TIMEOUT = 0.25;

    /** Places of a usual queue, with those in service and a margin for what is known about both, as multiples of the knee. */
    private static final double USUAL_QUEUE = 16;

    private static final double SHARE_FOR_USUAL_QUEUE = 0.5;
    private static final double LEAST_KNEES = 3;

    private MostInFlight() {}

    /**
     * Returns the most requests in flight in a step whose purpose is overload.
     *
     * @param finished the finished steps of the run
     * @return at least 1, and at most the maximum of callers, each of whom sends one request at a time; that many if no step
     *     has successes
     */
    public static int underOverload(List<StepStatistics> finished, SearchSettings settings) {
        List<StepStatistics> served = OverloadRule.served(finished);
        if (served.isEmpty()) {
            return settings.callers().maximum();
        }
        double perSecond = served.stream()
                .mapToDouble(StepStatistics::goodputPerSecond)
                .max()
                .orElseThrow();
        double knee = perSecond * IdleLatency.millis(served) / 1000;
        double inTime = perSecond * settings.requestTimeout().toMillis() / 1000;
        double most = Math.min(KNEES * knee, SHARE_OF_TIMEOUT * inTime);
        double usual = Math.min(USUAL_QUEUE * Math.max(1, knee), SHARE_FOR_USUAL_QUEUE * inTime);
        double least = Math.max(usual, LEAST_KNEES * knee);
        return (int) Math.max(1, Math.min(settings.callers().maximum(), Math.ceil(Math.max(most, least))));
    }
}
