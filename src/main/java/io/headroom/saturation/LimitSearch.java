package io.headroom.saturation;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.NormalQuantile;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Searches the capacity under a limit. Every step is offered where the {@link MissCurve} of those before it has the allowed share of
 * misses, so that nearly all requests are sent where they tell most.
 *
 * <p>A closed loop cannot find this rate: its callers wait for answers, so that they send the less the longer requests take. Of one
 * server of 100 req/s five callers get 100 req/s and wait no longer than 92 ms at the 95th percentile; independent arrivals at more than
 * 70 req/s wait longer than 100 ms.
 */
public final class LimitSearch implements SaturationSearch<LimitResult> {

    /** First load, as a share of the capacity. */
    private static final double FIRST = 0.75;

    /** Highest load that is offered: more cannot be told from the capacity. */
    private static final double TOP = 0.97;

    /** Lowest load that is offered. A limit that is missed there is missed everywhere. */
    private static final double BOTTOM = 0.05;

    /** Loads that differ by less count as the same: the capacity that a log shows is up to about 1 % other than that of the running simulation. */
    private static final double SAME = 0.02;

    /** Steps whose load differs by less from another, as a share of it, show what happens there. */
    private static final double NEAR = 0.05;

    /** Fewest steps from which the search ends with a rate. */
    public static final int LEAST_STEPS = 8;

    /** A rate is no guess if some step was offered no farther from it, as a share of it. */
    private static final double FAR = 0.1;

    /** Fewest steps near a rate with which it is known before the time is over. */
    private static final int STEPS_NEAR = 3;

    /** Fewest steps that have an interval. */
    private static final int STEPS_OF_AN_INTERVAL = 2;

    /** Steps at the top or at the bottom that show that the rate is beyond it. */
    private static final int STEPS_AT_THE_END = 3;

    /** Shortest measured window of a step, seconds. */
    private static final double SHORTEST = 20;

    /** Measured window of the first step, which only has to find the others, and least one of the last, seconds. */
    private static final double SHORT = 10;

    /** Latencies in the shortest measured window. */
    private static final int LATENCIES = 10;

    /** Expected misses in a window. */
    private static final double MISSES = 40;

    private static final int LATENCIES_TO_SETTLE = 20;
    private static final double LEAST_SETTLING = 1;

    /** Times that queues need to fill, before a step is measured, and the longest of them, seconds. */
    private static final double FILLINGS = 2;

    private static final double LONGEST_FILLING = 4;

    /** Standard deviation of the service's slow drift, as a share of its capacity; see {@link RoundsInterval}. */
    private static final double DRIFT_SD = 0.03;

    /**
     * Standard deviation that the service's speed adds to the rate that a step shows. The speed itself has 3.6 %, of which 2 % are new in
     * each step and 3 % drift slowly; a few windows with more misses than all others together make it more.
     */
    private static final double SPEED_SD = 0.05;

    /** How long the lower end of the interval is to keep the limit when it is offered, seconds. */
    private static final double KEPT_SECONDS = 600;

    /**
     * Standard deviation of the service's speed in that time: {@code √(0.02² + 0.03²·2·30 s ÷ 600 s)}, of a step and of the mean of a slow
     * drift that decays to 1/e within 30 s. A queue may amplify it; the interval without it is wide enough for that, as services of known
     * truth show.
     */
    private static final double KEPT_SPEED_SD = 0.022;

    private final ArrivalsSettings arrivals;
    private final LimitSettings settings;
    private final OverloadRule rule;
    private final double capacity;
    private final double latencySeconds;

    /**
     * @param capacity       what the service can serve, in requests per second
     * @param latencySeconds latency of a request that does not wait
     */
    public LimitSearch(
            ArrivalsSettings arrivals,
            LimitSettings settings,
            SaturationRule rule,
            double capacity,
            double latencySeconds) {
        this.arrivals = arrivals;
        this.settings = settings;
        this.rule = new OverloadRule(rule);
        this.capacity = capacity;
        this.latencySeconds = latencySeconds;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A step that the injector limited, or that sent nothing, shows nothing. The same rate is offered again; the plan decides how
     * often. A step in which all users waited for the service shows that it is full: requests that were due and not sent miss.
     *
     * @param finished the finished steps of the run; of those before the search, the latency without waiting counts
     */
    @Override
    public Decision<LimitResult> next(List<StepStatistics> finished) {
        List<StepStatistics> steps = telling(finished);
        if (steps.isEmpty()) {
            return first(offered(FIRST));
        }
        Estimate estimate = estimate(steps);
        return isEnough(steps, estimate)
                ? new Decision.Ended<>(result(steps, estimate))
                : offer(atLeastHalf(offered(estimate.load()), steps), steps);
    }

    /** Returns a load, but no less than half of the least one that was offered: a queue of a moment could lead far down. */
    private double atLeastHalf(double load, List<StepStatistics> steps) {
        return Math.max(load, steps.stream().mapToDouble(this::load).min().orElseThrow() / 2);
    }

    /**
     * Returns what the steps show when no more will follow, however few they are; empty if they are too few for an interval.
     *
     * @param finished as in {@link #next}
     */
    public Optional<LimitResult> conclude(List<StepStatistics> finished) {
        List<StepStatistics> steps = telling(finished);
        return steps.size() < STEPS_OF_AN_INTERVAL ? Optional.empty() : Optional.of(result(steps, estimate(steps)));
    }

    /**
     * What steps show.
     *
     * @param load      load at which the allowed share misses
     * @param halfWidth half the width of the 95 % interval of its logarithm; infinite if the steps are too few for one
     * @param chance    standard deviation of that logarithm between periods of {@value #KEPT_SECONDS} s
     */
    private record Estimate(double load, double halfWidth, double chance) {

        /** Returns the load that keeps the limit in spite of chance: the lower end of the 95 % interval of what the next period keeps. */
        private double low() {
            return load * Math.exp(-Math.hypot(halfWidth, NormalQuantile.TWO_SIDED_95 * chance));
        }

        private double high() {
            return Math.min(1, load * Math.exp(halfWidth));
        }
    }

    private List<StepStatistics> telling(List<StepStatistics> finished) {
        return finished.stream()
                .filter(step -> step.step().purpose() == Purpose.LIMIT)
                .filter(step -> step.counts().total() > 0)
                .filter(step -> rule.judge(step, finished) != StepVerdict.INJECTOR_BOUND)
                .toList();
    }

    private Estimate estimate(List<StepStatistics> steps) {
        MissCurve curve = curve(steps);
        double load = curve.load();
        double counts = curve.chance(KEPT_SECONDS * offered(load) * capacity);
        return new Estimate(
                load,
                steps.size() < STEPS_OF_AN_INTERVAL ? Double.POSITIVE_INFINITY : halfWidth(curve, load, steps),
                Math.hypot(KEPT_SPEED_SD, counts));
    }

    /** Returns whether the search ends, which it does not with a rate that is far from all that were offered. */
    private boolean isEnough(List<StepStatistics> steps, Estimate estimate) {
        double load = estimate.load();
        if (isBeyond(steps, load)) {
            return true;
        }
        if (steps.size() < LEAST_STEPS) {
            return false;
        }
        double nearest = offered(load);
        boolean isKnown = within(NEAR, steps, nearest) >= STEPS_NEAR
                && load >= bottom()
                && load <= top()
                && estimate.halfWidth() <= Math.log1p(settings.precision());
        double left = secondsLeft(steps);
        return isKnown || (within(FAR, steps, nearest) > 0 && left < SHORT) || left < -settings.seconds();
    }

    private MissCurve curve(List<StepStatistics> steps) {
        return new MissCurve(
                steps.stream().map(this::point).toList(), settings.limit().allowed());
    }

    /** Returns what a step has shown at the load that it got by chance, which explains a part of how many of its requests miss. */
    private MissCurve.Point point(StepStatistics step) {
        long sent = step.counts().total();
        long misses = settings.limit().misses(step);
        // of a step that tells, all users waited for the service
        boolean waited = rule.rule().judge(step) == StepVerdict.INJECTOR_BOUND;
        long due = waited ? step.injector().orElseThrow().due() : sent;
        double perSecond = waited ? 1000.0 * due / step.windowMillis() : step.sentPerSecond();
        return new MissCurve.Point(perSecond / capacity, due, misses + due - sent);
    }

    /** Returns the highest load that is offered. */
    private double top() {
        return Math.min(TOP, arrivals.maximumRate() / capacity);
    }

    /** Returns the lowest load that is offered. */
    private double bottom() {
        return Math.min(top(), Math.max(BOTTOM, arrivals.leastRate() / capacity));
    }

    /** Returns the load to offer to learn about another. */
    private double offered(double load) {
        return Math.max(bottom(), Math.min(top(), load));
    }

    /** Returns whether the load is between the lowest and the highest that are offered. */
    private boolean isBetweenEnds(double load) {
        return load > bottom() && load < top();
    }

    /** Returns whether the last steps were all offered the highest or the lowest load, and the rate is beyond it. */
    private boolean isBeyond(List<StepStatistics> steps, double load) {
        if (steps.size() < STEPS_AT_THE_END) {
            return false;
        }
        List<StepStatistics> last = steps.subList(steps.size() - STEPS_AT_THE_END, steps.size());
        double offered = last.stream().mapToDouble(this::load).average().orElseThrow();
        return (load >= top() && offered >= top() * (1 - SAME))
                || (load <= bottom() && offered <= bottom() * (1 + SAME));
    }

    private long within(double share, List<StepStatistics> steps, double load) {
        return steps.stream()
                .filter(step -> Math.abs(load(step) - load) <= share * load)
                .count();
    }

    private double load(StepStatistics step) {
        return ArrivalsSearch.rate(step) / capacity;
    }

    private LimitResult result(List<StepStatistics> steps, Estimate estimate) {
        double load = estimate.load();
        double low = estimate.low();
        double high = estimate.high();
        if (load >= top()) {
            double highest =
                    Math.min(top(), steps.stream().mapToDouble(this::load).max().orElseThrow());
            return new LimitResult.KeptThroughout(highest * capacity, Math.min(highest, low) * capacity, steps.size());
        }
        if (load <= bottom()) {
            double lowest = Math.max(
                    bottom(), steps.stream().mapToDouble(this::load).min().orElseThrow());
            return new LimitResult.KeptNowhere(lowest * capacity, Math.max(lowest, high) * capacity, steps.size());
        }
        return new LimitResult.RateUnderLimit(
                load * capacity,
                low * capacity,
                high * capacity,
                estimate.halfWidth() <= Math.log1p(settings.tolerableWidth()) && within(FAR, steps, load) > 0,
                steps.size());
    }

    /**
     * Returns half the width of the interval of the rate's logarithm. The jackknife takes steps for independent, but they share the slow
     * drift of the service: with the factor w of {@link RoundsInterval} the variance of a mean of n steps is larger by {@code (w² − 1)·s²
     * ÷ n}. It is never less than what the speed of the service and the number of misses alone leave open.
     */
    private double halfWidth(MissCurve curve, double load, List<StepStatistics> steps) {
        double apartMillis =
                (steps.get(steps.size() - 1).windowStartMillis() - steps.get(0).windowStartMillis())
                        / (steps.size() - 1.0);
        double correlation = RoundsInterval.correlation(apartMillis);
        double widening = (1 + correlation) / (1 - correlation);
        double drift = NormalQuantile.TWO_SIDED_95 * DRIFT_SD * Math.sqrt((widening - 1) / steps.size());
        double speed = SPEED_SD * Math.sqrt(widening / steps.size());
        // beyond the ends, the steps there tell, and not the slope
        double counts = isBetweenEnds(load) ? curve.leastError() : 0;
        double least = NormalQuantile.TWO_SIDED_95 * Math.hypot(speed, counts);
        return Math.max(Math.hypot(curve.halfWidth(), drift), least);
    }

    /** Returns how much of the time is left. It counts from the first measured window, and all settling takes from it. */
    private double secondsLeft(List<StepStatistics> steps) {
        return settings.seconds()
                - (steps.get(steps.size() - 1).windowEndMillis() - steps.get(0).windowStartMillis()) / 1000.0;
    }

    /**
     * Returns how long a step settles. Its queues are empty at its start, and fill to their usual length in a time that grows as {@code
     * S ÷ (1 − √ρ)²} (the relaxation time of the queue M/M/1; J. W. Cohen, The Single Server Queue, 1982, III.7). Several servers fill
     * theirs sooner, so that the time is cut to {@value #LONGEST_FILLING} s. A single slow server that is nearly full needs longer: what
     * is found for a limit of many times its latency is then too high.
     */
    private Duration settling(double load) {
        double distance = 1 - Math.sqrt(Math.min(TOP, load));
        double filling = Math.min(LONGEST_FILLING, FILLINGS * latencySeconds / (distance * distance));
        return Timing.seconds(Math.max(LEAST_SETTLING, Math.max(filling, LATENCIES_TO_SETTLE * latencySeconds)));
    }

    private Decision<LimitResult> first(double load) {
        Timing timing = new Timing(
                0, Duration.ZERO, settling(load), arrivals.window(Math.max(SHORT, LATENCIES * latencySeconds)));
        return offer(load, timing.settledFor(Timing.CONNECTIONS_CLOSE));
    }

    /** Offers a step such that steps like it fill the time that is left. */
    private Decision<LimitResult> offer(double load, List<StepStatistics> before) {
        double shortest = leastWindow(latencySeconds);
        double longest = Math.max(shortest, settings.seconds() / LEAST_STEPS);
        double enough = MISSES / (settings.limit().allowed() * load * capacity);
        Duration settling = settling(load);
        double settled = settling.toMillis() / 1000.0;
        double secondsLeft = secondsLeft(before);
        double steps = Math.floor(secondsLeft / (settled + Math.max(shortest, Math.min(longest, enough))));
        double least = before.size() < LEAST_STEPS ? shortest : Math.max(SHORT, LATENCIES * latencySeconds);
        double window = Math.max(least, secondsLeft / Math.max(1, steps) - settled);
        return offer(load, new Timing(0, Duration.ZERO, settling, arrivals.window(window)));
    }

    /**
     * Returns the shortest measured window of the first {@value #LEAST_STEPS} steps but one, in seconds, unless the settings allow less.
     *
     * @param latencySeconds latency of a request that does not wait
     */
    public static double leastWindow(double latencySeconds) {
        return Math.max(SHORTEST, LATENCIES * latencySeconds);
    }

    /**
     * Returns the longest time that a step settles, in seconds.
     *
     * @param latencySeconds latency of a request that does not wait
     */
    public static double longestSettling(double latencySeconds) {
        return Math.max(LONGEST_FILLING, LATENCIES_TO_SETTLE * latencySeconds);
    }

    private Decision<LimitResult> offer(double load, Timing timing) {
        return new Decision.Offer<>(
                0, Purpose.LIMIT, new Arrivals(load * capacity, arrivals.spacing()), Optional.of(timing));
    }
}
