package io.headroom.foreign;

import io.headroom.load.LatencyMillis;
import io.headroom.load.Load;
import io.headroom.load.Median;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The division of a run into steps.
 *
 * @param model  the quantity that the simulation controls
 * @param method the method by which the steps were found
 * @param steps  the steps in which requests were sent, in order
 */
record Segmentation(LoadModel model, Method method, List<StepStatistics> steps) {

    /** Shortest plateau of arrivals, and shortest window. */
    private static final long SHORTEST_STEP_MILLIS = 1500;

    private static final int SHORTEST_STEP_BUCKETS = 5;

    /**
     * Shortest plateau of users. Numbers of users have no noise, so that less time suffices to tell plateaus apart. The
     * first one is often cut short by a slow start.
     */
    private static final long SHORTEST_LEVEL_MILLIS = 1200;

    /** Shortest step in median latencies; a shorter one says little. */
    private static final int SHORTEST_STEP_LATENCIES = 5;

    /** Time at the start of a plateau that is not measured, in median latencies. */
    private static final int SETTLING_LATENCIES = 2;

    private static final int MOST_WINDOWS = 20;

    /** Plateaus that cover a smaller share of the loaded time leave too much of it out. */
    private static final double COVERED = 0.5;

    /** Dispersion from which on arrivals count as Poisson. */
    private static final double POISSON_DISPERSION = 0.5;

    Segmentation {
        steps = List.copyOf(steps);
    }

    static Segmentation of(LoadTimeline timeline) {
        BucketRange loaded = timeline.loaded();
        LoadModel model = LoadModel.of(timeline, loaded);
        BucketRange whole = withoutPartialBuckets(loaded);
        int shortest = shortest(timeline, SHORTEST_STEP_MILLIS);
        List<BucketRange> plateaus = model.closed()
                ? ClosedPlateaus.find(timeline.activeUsers(), whole, shortest(timeline, SHORTEST_LEVEL_MILLIS))
                : OpenPlateaus.find(arrivals(timeline), whole, shortest);
        int covered = plateaus.stream().mapToInt(BucketRange::length).sum();
        boolean enough = covered >= COVERED * whole.length() && !plateaus.isEmpty();
        Method method = !enough ? Method.EQUAL_WINDOWS : model.closed() ? Method.CLOSED_PLATEAUS : Method.OPEN_PLATEAUS;
        List<BucketRange> windows = enough
                ? plateaus.stream().map(plateau -> settled(timeline, plateau)).toList()
                : equal(whole, shortest);
        return new Segmentation(model, method, steps(timeline, model, windows));
    }

    /** Leaves out the first and the last bucket, within which the load begins and ends. */
    private static BucketRange withoutPartialBuckets(BucketRange loaded) {
        return loaded.length() > 2 ? new BucketRange(loaded.from() + 1, loaded.to() - 1) : loaded;
    }

    private static int shortest(LoadTimeline timeline, long leastMillis) {
        long latency = timeline.sum(0, timeline.size()).latency().getValueAtPercentile(50);
        long millis = Math.max(leastMillis, SHORTEST_STEP_LATENCIES * latency);
        return Math.max(SHORTEST_STEP_BUCKETS, buckets(millis, timeline));
    }

    private static int buckets(long millis, LoadTimeline timeline) {
        return (int) ((millis + timeline.bucketMillis() - 1) / timeline.bucketMillis());
    }

    /** Returns the number of users that arrived in each bucket, or of requests if the log has no records of users. */
    private static long[] arrivals(LoadTimeline timeline) {
        long[] users = timeline.userStarts();
        if (Arrays.stream(users).sum() > 0) {
            return users;
        }
        for (int i = 0; i < users.length; i++) {
            users[i] = timeline.bucket(i).sent();
        }
        return users;
    }

    /**
     * Leaves out the settling at the start of a plateau, and the first and last bucket, into which the change itself
     * falls. At least half of the plateau is kept.
     */
    private static BucketRange settled(LoadTimeline timeline, BucketRange plateau) {
        long latency = timeline.sum(plateau.from(), plateau.to()).latency().getValueAtPercentile(50);
        int settling = 1 + buckets(SETTLING_LATENCIES * latency, timeline);
        return new BucketRange(plateau.from() + Math.min(settling, plateau.length() / 2), plateau.to() - 1);
    }

    private static List<BucketRange> equal(BucketRange whole, int shortest) {
        int windows = Math.max(1, Math.min(MOST_WINDOWS, whole.length() / shortest));
        List<BucketRange> equal = new ArrayList<>();
        for (int i = 0; i < windows; i++) {
            equal.add(new BucketRange(
                    whole.from() + i * whole.length() / windows, whole.from() + (i + 1) * whole.length() / windows));
        }
        return equal;
    }

    private static List<StepStatistics> steps(LoadTimeline timeline, LoadModel model, List<BucketRange> windows) {
        long[] active = timeline.activeUsers();
        Spacing spacing = OpenPlateaus.dispersion(arrivals(timeline), timeline.loaded()) >= POISSON_DISPERSION
                ? Spacing.POISSON
                : Spacing.CONSTANT;
        List<StepStatistics> steps = new ArrayList<>();
        for (BucketRange window : windows) {
            Bucket sum = timeline.sum(window.from(), window.to());
            if (sum.sent() == 0) {
                continue;
            }
            double seconds = window.length() * timeline.bucketMillis() / 1000.0;
            Load load = model.closed()
                    ? new Load.Callers((int) Math.max(1, users(active, window)))
                    : new Load.Arrivals(sum.sent() / seconds, spacing);
            Step step = new Step(steps.size() + 1, 1, Purpose.UP, load);
            steps.add(new StepStatistics(
                    step,
                    window.from() * timeline.bucketMillis(),
                    window.length() * timeline.bucketMillis(),
                    sum.counts(),
                    sum.answeredOkCount() / seconds,
                    LatencyMillis.of(sum.latency()),
                    LatencyMillis.of(sum.refusedLatency()),
                    0,
                    0));
        }
        return steps;
    }

    private static long users(long[] active, BucketRange window) {
        return Median.lower(Arrays.copyOfRange(active, window.from(), window.to()));
    }
}
