package io.headroom.saturation;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Searches whether the service sustains another rate than it serves under overload, and the rate of which 1 % are refused
 * ({@link OnePercentSearch}). Its first steps serve both:
 *
 * <ul>
 *   <li>If nearly all that it serves under overload is taken without refusals, more is offered. If that is taken, too,
 *       overload costs the service capacity, and the search goes up until requests are refused.
 *   <li>If refusals begin far below, so that not even a target of {@value #FAR} times that rate would be taken, the
 *       search looks whether a {@linkplain PartFull part of the service is full}.
 * </ul>
 *
 * <p>What is sustained is searched whatever the settings say about the rate of which 1 % are refused. If they ask for none, one
 * step shows that the capacity is sustained, and more follow only if that is in doubt.
 */
public final class SustainedSearch implements SaturationSearch<SustainedResult> {

    /** Most steps beyond those of the search for the rate of which 1 % are refused. */
    private static final int MOST_STEPS = 8;

    /** Steps that look for the rate of which 1 % are refused if it is far below, even if the settings ask for fewer. */
    private static final int STEPS_IF_FAR = 4;

    private static final double FAR = 0.7;
    private static final double RAISE = 1.25;

    /** Refusals that show that the queues are full. */
    private static final int FULL = 10;

    /** Of so many requests one or two refusals prove that hardly any are refused, and 24 are many. */
    private static final int REQUESTS_TO_COMPARE = 1200;

    private static final Duration LEAST_FILL = Duration.ofSeconds(60);
    private static final int LATENCIES_TO_FILL = 30;
    /** A first step above shows whether a fifth is refused: few requests suffice. */
    private static final int REQUESTS_FIRST_ABOVE = 100;

    private static final int REQUESTS_ABOVE = 300;
    private static final double LEAST_SECONDS_ABOVE = 2;
    private static final int LATENCIES_ABOVE = 5;

    private final ArrivalsSettings settings;
    private final SaturationRule rule;
    private final CapacityEstimate underOverload;
    private final double latencySeconds;
    private final OnePercentSearch onePercent;

    /** Most steps of that search; one if the settings ask for none. */
    private final int wantedSteps;

    /**
     * @param underOverload  what the service serves under overload
     * @param latencySeconds latency of a request that does not wait
     */
    public SustainedSearch(
            ArrivalsSettings settings, SaturationRule rule, CapacityEstimate underOverload, double latencySeconds) {
        this.settings = settings;
        this.rule = rule;
        this.underOverload = underOverload;
        this.latencySeconds = latencySeconds;
        this.wantedSteps = settings.onePercentSteps().orElse(1);
        this.onePercent = new OnePercentSearch(
                settings, rule, underOverload, latencySeconds, Math.max(wantedSteps, STEPS_IF_FAR));
    }

    /** Returns whether one more step may be run: not if there were too many, or the injector limits them. */
    public boolean mayGoOn(List<StepStatistics> finished) {
        List<StepStatistics> steps = own(finished);
        int most = Math.max(wantedSteps, STEPS_IF_FAR);
        long limited = steps.stream()
                .filter(step -> rule.judge(step) == StepVerdict.INJECTOR_BOUND)
                .count();
        return limited < most && steps.size() < most + MOST_STEPS;
    }

    /** Returns the capacity as far as it is known: what the service sustains, or what it serves under overload. */
    public CapacityEstimate capacity(List<StepStatistics> finished) {
        return next(finished)
                .asResult()
                .flatMap(SustainedResult::sustained)
                .map(Sustained::estimate)
                .orElse(underOverload);
    }

    private static List<StepStatistics> own(List<StepStatistics> finished) {
        return finished.stream()
                .filter(step -> step.step().purpose() == Purpose.ONE_PERCENT)
                .toList();
    }

    @Override
    public Decision<SustainedResult> next(List<StepStatistics> finished) {
        List<StepStatistics> steps = own(finished);
        int first = 0;
        Decision<OnePercentRate> decision = onePercent.next(List.of());
        while (first < steps.size() && decision.asResult().isEmpty()) {
            first++;
            decision = afterFirst(steps.subList(0, first));
        }
        List<StepStatistics> before = steps.subList(0, first);
        List<StepStatistics> more = steps.subList(first, steps.size());
        return decision.match(
                offer -> new Decision.Offer<>(offer.round(), offer.purpose(), offer.load(), offer.timing()),
                ended -> after(ended.result(), before, more));
    }

    /** Ends the search for the rate of which 1 % are refused sooner if no more of it is asked for, or a part is full. */
    private Decision<OnePercentRate> afterFirst(List<StepStatistics> steps) {
        Decision<OnePercentRate> decision = onePercent.next(steps);
        return onePercent
                .soFar(steps)
                .filter(rate -> isFar(rate)
                        ? partFull(points(steps.stream())).isProven()
                        : isNearForCertain(rate) && rate.steps() >= wantedSteps)
                .<Decision<OnePercentRate>>map(Decision.Ended::new)
                .orElse(decision);
    }

    private boolean isFar(OnePercentRate rate) {
        return rate.highPerSecond() < FAR * underOverload.perSecond();
    }

    private boolean isNearForCertain(OnePercentRate rate) {
        return rate.lowPerSecond() >= FAR * underOverload.perSecond();
    }

    private PartFull partFull(List<OfferedPoint> points) {
        return new PartFull(points, underOverload.perSecond());
    }

    private Decision<SustainedResult> after(
            OnePercentRate rate, List<StepStatistics> before, List<StepStatistics> more) {
        boolean limited = more.stream().anyMatch(step -> rule.judge(step) == StepVerdict.INJECTOR_BOUND);
        if (limited) {
            return same(rate);
        }
        if (rate.atLeast()
                && before.stream().allMatch(step -> RefusedShare.of(step).isAllowed())) {
            return above(rate, points(more.stream(), failing(before)));
        }
        return isFar(rate)
                ? below(rate, points(Stream.concat(before.stream(), more.stream())), more.size())
                : same(rate);
    }

    private static List<OfferedPoint> points(Stream<StepStatistics> steps) {
        return points(steps, 1);
    }

    private static List<OfferedPoint> points(Stream<StepStatistics> steps, double failing) {
        return steps.filter(step -> step.counts().total() > 0)
                .map(step -> OfferedPoint.of(step, failing))
                .toList();
    }

    /** Returns the largest share of the requests that failed in one of these steps, but was not refused. */
    private static double failing(List<StepStatistics> steps) {
        return steps.stream()
                .mapToDouble(step -> OfferedPoint.failed(step).observed())
                .max()
                .orElse(0);
    }

    private Decision<SustainedResult> same(OnePercentRate rate) {
        return ended(rate, Optional.empty());
    }

    private Decision<SustainedResult> ended(OnePercentRate rate, Optional<Sustained> sustained) {
        return new Decision.Ended<>(new SustainedResult(rate, sustained));
    }

    /** Looks above what is served under overload. */
    private Decision<SustainedResult> above(OnePercentRate rate, List<OfferedPoint> points) {
        if (points.isEmpty()) {
            return offerAbove(RAISE * underOverload.perSecond(), REQUESTS_FIRST_ABOVE);
        }
        Bracket bracket = Bracket.of(points);
        boolean atTop = points.stream().anyMatch(point -> point.isTaken() && point.rate() >= settings.maximumRate());
        if (bracket.taken().isEmpty() || atTop) {
            return same(rate);
        }
        if (points.size() >= MOST_STEPS || bracket.isNarrow()) {
            return bracket.isClosed()
                    ? ended(bracket, bracket.middle(), Sustained.Difference.GOODPUT_FALLS, points)
                    : same(rate);
        }
        return offerAbove(bracket.isClosed() ? bracket.middle() : RAISE * bracket.low(), REQUESTS_ABOVE);
    }

    /** Looks whether a part of the service is full. */
    private Decision<SustainedResult> below(OnePercentRate rate, List<OfferedPoint> points, int more) {
        PartFull part = partFull(points);
        OptionalDouble wanted = part.wanted();
        if (wanted.isPresent() && wanted.getAsDouble() >= settings.leastRate() && more < MOST_STEPS) {
            return offerBelow(wanted.getAsDouble(), REQUESTS_TO_COMPARE);
        }
        Bracket bracket = Bracket.of(points);
        if (!part.isProven() || !bracket.isClosed()) {
            return same(rate);
        }
        return bracket.isNarrow() || more >= MOST_STEPS
                ? ended(bracket, part.lineStart().orElse(bracket.middle()), Sustained.Difference.PART_IS_FULL, points)
                : offerBelow(part.narrowing(bracket), OnePercentSearch.REQUESTS);
    }

    private Decision<SustainedResult> ended(
            Bracket bracket, double perSecond, Sustained.Difference difference, List<OfferedPoint> points) {
        CapacityEstimate estimate = bracket.estimate(perSecond, points.size());
        CapacityEstimate taken = bracket.estimate(bracket.middle(), points.size());
        OnePercentRate rate = new OnePercentRate(
                taken.perSecond(), taken.lowPerSecond(), taken.highPerSecond(), false, points.size());
        return ended(rate, Optional.of(new Sustained(estimate, underOverload, difference)));
    }

    private Decision<SustainedResult> offerAbove(double perSecond, int requests) {
        double fill = Math.max(LEAST_FILL.toMillis() / 1000.0, LATENCIES_TO_FILL * latencySeconds);
        double window = Math.max(LEAST_SECONDS_ABOVE, Math.max(LATENCIES_ABOVE * latencySeconds, requests / perSecond));
        return offer(
                perSecond,
                new Timing(
                        FULL,
                        Timing.seconds(fill),
                        Timing.seconds(Math.max(1, 2 * latencySeconds)),
                        Timing.seconds(window)));
    }

    private Decision<SustainedResult> offerBelow(double perSecond, int requests) {
        return offer(perSecond, onePercent.timing(perSecond, requests));
    }

    private Decision<SustainedResult> offer(double perSecond, Timing timing) {
        double rate = Math.min(perSecond, settings.maximumRate());
        return new Decision.Offer<>(
                0, Purpose.ONE_PERCENT, new Arrivals(rate, settings.spacing()), Optional.of(timing));
    }
}
