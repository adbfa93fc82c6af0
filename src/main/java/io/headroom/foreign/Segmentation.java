package io.headroom.foreign;

import io.headroom.load.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The division of a run into steps.
 *
 * @param model    the quantity that the simulation controls
 * @param method   the method by which the steps were found
 * @param steps    the steps in which requests were sent, in order
 * @param tooShort why the run is too short for a single step, in words; empty if it is not
 */
record Segmentation(LoadModel model, Method method, List<ForeignStep> steps, Optional<String> tooShort) {

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

    Segmentation {
        steps = List.copyOf(steps);
    }

    static Segmentation of(LoadTimeline timeline, StepRule rule) {
        BucketRange loaded = timeline.loaded();
        LoadModel model = LoadModel.of(timeline, loaded);
        BucketRange whole = withoutPartialBuckets(loaded);
        Pace pace = Pace.of(timeline, model);
        StepFigures figures = new StepFigures(timeline, model, rule);
        return named(timeline, model, figures).orElseGet(() -> found(timeline, pace, figures, whole));
    }

    /** Divides the run by the groups that the simulation itself names by their loads. */
    private static Optional<Segmentation> named(LoadTimeline timeline, LoadModel model, StepFigures figures) {
        List<NamedLoads.NamedLoad> loads = NamedLoads.of(timeline);
        List<ForeignStep> steps = new ArrayList<>();
        for (NamedLoads.NamedLoad load : loads) {
            figures.step(steps.size() + 1, load.range(), new Load.Callers(load.callers()))
                    .ifPresent(steps::add);
        }
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(new Segmentation(model.namedByGroups(), Method.NAMED_GROUPS, steps, Optional.empty()));
    }

    private static Segmentation found(LoadTimeline timeline, Pace pace, StepFigures figures, BucketRange whole) {
        int shortest = pace.shortest(SHORTEST_STEP_MILLIS);
        if (whole.length() < shortest) {
            return new Segmentation(
                    pace.model(), Method.EQUAL_WINDOWS, List.of(), Optional.of(tooShort(timeline, pace, shortest)));
        }
        List<BucketRange> plateaus = pace.model().closed()
                ? ClosedPlateaus.find(timeline.activeUsers(), whole, pace.shortest(SHORTEST_LEVEL_MILLIS))
                : OpenPlateaus.find(timeline.arrivals(), whole, shortest);
        int covered = plateaus.stream().mapToInt(BucketRange::length).sum();
        boolean enough = covered >= COVERED * whole.length() && !plateaus.isEmpty();
        Method method =
                !enough ? Method.EQUAL_WINDOWS : pace.model().closed() ? Method.CLOSED_PLATEAUS : Method.OPEN_PLATEAUS;
        List<BucketRange> windows =
                enough ? plateaus.stream().map(pace::settled).toList() : equal(whole, shortest);
        List<ForeignStep> steps = new ArrayList<>();
        windows.forEach(window -> figures.step(steps.size() + 1, window).ifPresent(steps::add));
        return new Segmentation(pace.model(), method, steps, Optional.empty());
    }

    private static String tooShort(LoadTimeline timeline, Pace pace, int shortest) {
        return String.format(
                Locale.ROOT,
                "the run is too short for a step of constant load: it holds %d request%s within %.1f s, and a step takes at"
                        + " least %.1f s%s",
                timeline.requests().total(),
                timeline.requests().total() == 1 ? "" : "s",
                timeline.requestMillis() / 1000.0,
                shortest * timeline.bucketMillis() / 1000.0,
                pace.reason());
    }

    /** Leaves out the first and the last bucket, within which the load begins and ends. */
    private static BucketRange withoutPartialBuckets(BucketRange loaded) {
        return loaded.length() > 2 ? new BucketRange(loaded.from() + 1, loaded.to() - 1) : loaded;
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

    /**
     * The time in which a simulation sends.
     *
     * @param timeline   the run
     * @param model      what it controls
     * @param unitMillis lowest median latency of any part of the run; or, if users pause, the mean time from one request of a user to the
     *                   next
     */
    private record Pace(LoadTimeline timeline, LoadModel model, long unitMillis) {

        static Pace of(LoadTimeline timeline, LoadModel model) {
            return new Pace(
                    timeline,
                    model,
                    model.pausing()
                            ? Pauses.of(timeline, timeline.loaded()).cycleMillis()
                            : timeline.leastLatencyMillis());
        }

        private static long latency(LoadTimeline timeline, BucketRange range) {
            return timeline.sum(range.from(), range.to()).latency().getValueAtPercentile(50);
        }

        /** Returns the fewest buckets of a step. Users that pause take the settling beside it, since they start as one. */
        int shortest(long leastMillis) {
            int units = SHORTEST_STEP_LATENCIES + (model.pausing() ? SETTLING_LATENCIES : 0);
            return Math.max(SHORTEST_STEP_BUCKETS, buckets(Math.max(leastMillis, units * unitMillis)));
        }

        String reason() {
            return model.pausing()
                    ? String.format(
                            Locale.ROOT, ": a user sends a request every %.1f s, pauses included", unitMillis / 1000.0)
                    : "";
        }

        private int buckets(long millis) {
            return (int) ((millis + timeline.bucketMillis() - 1) / timeline.bucketMillis());
        }

        /**
         * Leaves out the settling at the start of a plateau, and the first and last bucket, into which the change itself
         * falls. At least half of the plateau is kept.
         */
        BucketRange settled(BucketRange plateau) {
            long unit = model.pausing() ? unitMillis : latency(timeline, plateau);
            int settling = 1 + buckets(SETTLING_LATENCIES * unit);
            return new BucketRange(plateau.from() + Math.min(settling, plateau.length() / 2), plateau.to() - 1);
        }
    }
}
