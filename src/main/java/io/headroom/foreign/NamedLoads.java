package io.headroom.foreign;

import io.headroom.load.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * The loads that a simulation names in its groups, if what is in flight shows that the names are true: as long as nothing
 * fails, n callers keep nearly n requests in flight, and never more.
 */
final class NamedLoads {

    /** Least number in flight as a share of the callers, in a period in which nothing fails. */
    private static final double LEAST_IN_FLIGHT = 0.6;

    /** Most in flight as a share of the callers; requests end after the load has changed. */
    private static final double MOST_IN_FLIGHT = 1.15;

    /** Fewest buckets of a period, after the first and the last are left out. */
    private static final int SHORTEST_BUCKETS = 5;

    /** Share of a period at its start that is not measured. */
    private static final double SETTLING = 0.25;

    private NamedLoads() {}

    /**
     * A load with its name.
     *
     * @param callers number in the group's name
     * @param range   its buckets, without those in which it settles
     */
    record NamedLoad(int callers, BucketRange range) {}

    /** Returns the loads in order; none if the groups do not carry the load. */
    static List<NamedLoad> of(LoadTimeline timeline) {
        List<NamedLoad> loads = new ArrayList<>();
        for (GroupPeriods.GroupPeriod period : timeline.groupPeriods().inOrder()) {
            int from = (int) (period.startMillis() / timeline.bucketMillis()) + 1;
            int to = (int) Math.min(timeline.size(), period.endMillis() / timeline.bucketMillis());
            int settled = from + (int) (SETTLING * Math.max(0, to - from));
            if (to - settled >= SHORTEST_BUCKETS) {
                loads.add(new NamedLoad(period.load(), new BucketRange(settled, to)));
            }
        }
        boolean distinct = loads.stream().map(NamedLoad::callers).distinct().count() > 1;
        return distinct && areTrue(timeline, loads) ? loads : List.of();
    }

    private static boolean areTrue(LoadTimeline timeline, List<NamedLoad> loads) {
        boolean shown = false;
        for (NamedLoad load : loads) {
            Bucket sum = timeline.sum(load.range().from(), load.range().to());
            double share = timeline.meanInFlight(load.range()) / load.callers();
            boolean flawless = sum.sent() == sum.sent(Outcome.OK);
            if (share > MOST_IN_FLIGHT || (flawless && share < LEAST_IN_FLIGHT)) {
                return false;
            }
            shown |= flawless;
        }
        return shown;
    }
}
