package io.headroom.plan;

import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long the rest of a run takes, if its rounds agree.
 *
 * @param typical how long it takes if the service is an ordinary one
 * @param atMost  how long it takes if everything is found as late as it can be; at least the typical time
 */
public record TimeLeft(Duration typical, Duration atMost) {

    /** No time is left. */
    public static final TimeLeft NONE = new TimeLeft(Duration.ZERO, Duration.ZERO);

    public TimeLeft {
        typical = typical.compareTo(atMost) < 0 ? typical : atMost;
    }

    /** Returns the time that a search with callers takes after these steps; empty while no latency is known. */
    static Optional<TimeLeft> of(SingleClientPlan plan, List<StepStatistics> finished) {
        boolean latencyKnown = StepTiming.expectedMillis(1, finished).isPresent();
        if (!latencyKnown) {
            return Optional.empty();
        }
        // imagined services have no latencies of single requests, so that no limit can be searched on them
        SingleClientPlan without = new SingleClientPlan(plan.settings().withoutLimits());
        TimeLeft limit = LimitTime.left(plan.settings(), finished);
        return Optional.of(new TimeLeft(
                new TypicalCase(without).left(finished).plus(limit.typical()),
                new WorstCase(without).left(finished).plus(limit.atMost())));
    }
}
