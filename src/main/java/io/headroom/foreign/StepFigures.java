package io.headroom.foreign;

import io.headroom.load.LatencyMillis;
import io.headroom.load.Load;
import io.headroom.load.Median;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Computes the figures of a step from the buckets of its window. */
final class StepFigures {

    /** Dispersion from which on arrivals count as Poisson. */
    private static final double POISSON_DISPERSION = 0.5;

    /** Share of the larger half by which the load of both halves of a window may differ. */
    private static final double SAME_LOAD = 0.25;

    /** Fewest buckets for which users that pause keep a rate, and most rates that are told apart within a window. */
    private static final int SHORTEST_RATE_BUCKETS = 15;

    private static final int MOST_RATES = 8;

    /** Standard deviations of the difference of two counts that noise explains. */
    private static final double NOISE_DEVIATIONS = 3;

    private final LoadTimeline timeline;
    private final LoadModel model;
    private final long[] active;
    private final long[] inFlightMillis;
    private final StepRule rule;
    private final Spacing spacing;

    StepFigures(LoadTimeline timeline, LoadModel model, StepRule rule) {
        this.timeline = timeline;
        this.model = model;
        this.rule = rule;
        this.active = timeline.activeUsers();
        this.inFlightMillis = timeline.inFlightMillis();
        this.spacing =
                OpenPlateaus.dispersion(model.pausing() ? timeline.sent() : timeline.arrivals(), timeline.loaded())
                                >= POISSON_DISPERSION
                        ? Spacing.POISSON
                        : Spacing.CONSTANT;
    }

    /** Returns the step of a window; empty if no request was sent in it. */
    Optional<ForeignStep> step(int number, BucketRange window) {
        double perSecond = sum(window).sent() / seconds(window);
        boolean byUsers = model.closed() && !model.pausing();
        return perSecond == 0
                ? Optional.empty()
                : step(
                        number,
                        window,
                        byUsers
                                ? new Load.Callers((int) Math.max(1, users(window)))
                                : new Load.Arrivals(perSecond, spacing));
    }

    /** Returns the step of a window of known load; empty if no request was sent in it. */
    Optional<ForeignStep> step(int number, BucketRange window, Load load) {
        Bucket sum = sum(window);
        if (sum.sent() == 0) {
            return Optional.empty();
        }
        StepStatistics statistics = new StepStatistics(
                new Step(number, 1, Purpose.UP, load),
                window.from() * timeline.bucketMillis(),
                window.length() * timeline.bucketMillis(),
                sum.counts(),
                sum.answeredOkCount() / seconds(window),
                LatencyMillis.of(sum.latency()),
                LatencyMillis.of(sum.refusedLatency()),
                0,
                0);
        return Optional.of(new ForeignStep(
                statistics,
                rule.judge(statistics),
                comparable(window, statistics),
                isConstant(window),
                description(window, statistics)));
    }

    private double comparable(BucketRange window, StepStatistics step) {
        Load load = step.step().load();
        return model.closed() && model.pausing() && load.isOpen()
                ? users(window)
                : load.isOpen() ? step.sentPerSecond() : load.amount();
    }

    private String description(BucketRange window, StepStatistics step) {
        Load load = step.step().load();
        if (!load.isOpen()) {
            return load.description();
        }
        String rate = Goodputs.rate(step.sentPerSecond());
        return model.pausing()
                ? String.format(
                        Locale.ROOT,
                        "%s of %d user%s (%.1f in flight)",
                        rate,
                        users(window),
                        users(window) == 1 ? "" : "s",
                        inFlight(window))
                : rate + " offered";
    }

    private double inFlight(BucketRange window) {
        return (double) Arrays.stream(inFlightMillis, window.from(), window.to())
                        .sum()
                / window.length()
                / timeline.bucketMillis();
    }

    /**
     * Compares both halves of a window: by users if they are the load, else by requests, within the noise of their number. Users
     * that pause may also be throttled: then their rate is no single plateau, although their number stays the same.
     */
    private boolean isConstant(BucketRange window) {
        if (model.pausing() && !isOneRate(window)) {
            return false;
        }
        int middle = (window.from() + window.to()) / 2;
        BucketRange early = new BucketRange(window.from(), middle);
        BucketRange late = new BucketRange(middle, middle + early.length());
        double one = amount(early);
        double other = amount(late);
        double noise = model.closed() ? 1 : NOISE_DEVIATIONS * Math.sqrt(one + other);
        return early.length() > 0 && Math.abs(one - other) <= SAME_LOAD * Math.max(one, other) + noise;
    }

    private boolean isOneRate(BucketRange window) {
        int shortest = Math.max(SHORTEST_RATE_BUCKETS, window.length() / MOST_RATES);
        return window.length() < shortest
                || OpenPlateaus.find(timeline.sent(), window, shortest).size() == 1;
    }

    private double amount(BucketRange range) {
        return model.closed() ? users(range) : sum(range).sent();
    }

    private long users(BucketRange window) {
        return Median.lower(Arrays.copyOfRange(active, window.from(), window.to()));
    }

    private Bucket sum(BucketRange window) {
        return timeline.sum(window.from(), window.to());
    }

    private double seconds(BucketRange window) {
        return window.length() * timeline.bucketMillis() / 1000.0;
    }
}
