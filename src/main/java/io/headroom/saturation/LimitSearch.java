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
    private static final double FIRST = 0.8;

    /** Highest load that is offered: more cannot be told from the capacity. */
    private static final double TOP = 0.97;

    /** Lowest load that is offered. A limit that is missed there is missed everywhere. */
    private static final double BOTTOM = 0.05;

    /** Tolerance of a comparison of loads. */
    private static final double SMALL = 1e-3;

    /** Fewest steps from which an interval is computed. */
    private static final int LEAST_STEPS = 8;

    /** Steps at the top or at the bottom that show that the rate is beyond it. */
    private static final int STEPS_AT_THE_END = 3;

    /** Shortest measured window of a step, seconds. */
    private static final double SHORTEST = 20;

    /** Measured window of the first step, which only has to find the others, and least one of the last, seconds. */
    private static final double SHORT = 10;

    /** Expected misses in a window. */
    private static final double MISSES = 40;

    private static final int LATENCIES_TO_SETTLE = 20;
    private static final double LEAST_SETTLING = 1;

    /** Times that queues need to fill, before a step is measured, and the longest of them, seconds. */
    private static final double FILLINGS = 2;

    private static final double LONGEST_FILLING = 4;

    /** Standard deviation of the service's slow drift, as a share of its capacity; see {@link RoundsInterval}. */
    private static final double DRIFT_SD = 0.03;

    /** Standard deviation of the service's speed in a step: 2 % from step to step and 3 % of slow drift. */
    private static final double SPEED_SD = 0.036;

    private final ArrivalsSettings arrivals;
    private final LimitSettings settings;
    private final SaturationRule rule;
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
        this.rule = rule;
        this.capacity = capacity;
        this.latencySeconds = latencySeconds;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A step that the injector limited, or that sent nothing, shows nothing. The same rate is offered again; the plan decides how
     * often.
     */
    @Override
    public Decision<LimitResult> next(List<StepStatistics> finished) {
        List<StepStatistics> steps = finished.stream()
                .filter(step -> step.step().purpose() == Purpose.LIMIT)
                .filter(step -> step.counts().total() > 0)
                .filter(step -> rule.judge(step) != StepVerdict.INJECTOR_BOUND)
                .toList();
        if (steps.isEmpty()) {
            return first(Math.min(top(), FIRST));
        }
        MissCurve curve = curve(steps);
        double load = curve.load();
        Optional<LimitResult> end = beyond(steps, load);
        if (end.isPresent()) {
            return new Decision.Ended<>(end.get());
        }
        if (steps.size() >= LEAST_STEPS) {
            double halfWidth = halfWidth(curve, steps);
            boolean isKnown = load <= top() && halfWidth <= Math.log1p(settings.precision());
            if (isKnown || secondsLeft(steps) < SHORT) {
                return new Decision.Ended<>(rate(Math.min(top(), load), halfWidth, steps.size()));
            }
        }
        return offer(Math.max(BOTTOM, Math.min(top(), load)), secondsLeft(steps));
    }

    private MissCurve curve(List<StepStatistics> steps) {
        return new MissCurve(
                steps.stream().map(this::point).toList(), settings.limit().allowed());
    }

    /** Returns what a step has shown at the load that it got by chance, which explains a part of how many of its requests miss. */
    private MissCurve.Point point(StepStatistics step) {
        return new MissCurve.Point(
                step.sentPerSecond() / capacity,
                step.counts().total(),
                settings.limit().misses(step));
    }

    /** Returns the highest load that is offered. */
    private double top() {
        return Math.min(TOP, arrivals.maximumRate() / capacity);
    }

    /** Returns the result if the last steps were all offered the highest or the lowest load, and the rate is beyond it. */
    private Optional<LimitResult> beyond(List<StepStatistics> steps, double load) {
        if (steps.size() < STEPS_AT_THE_END) {
            return Optional.empty();
        }
        double offered = steps.subList(steps.size() - STEPS_AT_THE_END, steps.size()).stream()
                .mapToDouble(step -> ArrivalsSearch.rate(step) / capacity)
                .average()
                .orElseThrow();
        if (load >= top() && offered >= top() - SMALL) {
            return Optional.of(new LimitResult.KeptThroughout(top() * capacity, steps.size()));
        }
        return load <= BOTTOM && offered <= BOTTOM + SMALL
                ? Optional.of(new LimitResult.KeptNowhere(BOTTOM * capacity, steps.size()))
                : Optional.empty();
    }

    private LimitResult rate(double load, double halfWidth, int steps) {
        double rate = load * capacity;
        return new LimitResult.RateUnderLimit(
                rate,
                rate * Math.exp(-halfWidth),
                rate * Math.exp(halfWidth),
                halfWidth <= Math.log1p(settings.tolerableWidth()),
                steps);
    }

    /**
     * Returns half the width of the interval of the rate's logarithm. The jackknife takes steps for independent, but they share the slow
     * drift of the service: with the factor w of {@link RoundsInterval} the variance of a mean of n steps is larger by {@code (w² − 1)·s²
     * ÷ n}. It is never less than what the speed of the service alone leaves open.
     */
    private double halfWidth(MissCurve curve, List<StepStatistics> steps) {
        double apartMillis =
                (steps.get(steps.size() - 1).windowStartMillis() - steps.get(0).windowStartMillis())
                        / (steps.size() - 1.0);
        double correlation = RoundsInterval.correlation(apartMillis);
        double widening = (1 + correlation) / (1 - correlation);
        double drift = NormalQuantile.TWO_SIDED_95 * DRIFT_SD * Math.sqrt((widening - 1) / steps.size());
        double speed = NormalQuantile.TWO_SIDED_95 * SPEED_SD * Math.sqrt(widening / steps.size());
        return Math.max(Math.hypot(curve.halfWidth(), drift), speed);
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
        Timing timing = new Timing(0, Duration.ZERO, settling(load), arrivals.window(SHORT));
        return offer(load, timing.settledFor(Timing.CONNECTIONS_CLOSE));
    }

    /** Offers a step such that steps like it fill the time that is left. */
    private Decision<LimitResult> offer(double load, double secondsLeft) {
        double longest = Math.max(SHORTEST, settings.seconds() / LEAST_STEPS);
        double enough = MISSES / (settings.limit().allowed() * load * capacity);
        Duration settling = settling(load);
        double settled = settling.toMillis() / 1000.0;
        double steps = Math.floor(secondsLeft / (settled + Math.max(SHORTEST, Math.min(longest, enough))));
        double window = Math.max(SHORT, secondsLeft / Math.max(1, steps) - settled);
        return offer(load, new Timing(0, Duration.ZERO, settling, arrivals.window(window)));
    }

    private Decision<LimitResult> offer(double load, Timing timing) {
        return new Decision.Offer<>(
                0, Purpose.LIMIT, new Arrivals(load * capacity, arrivals.spacing()), Optional.of(timing));
    }
}
