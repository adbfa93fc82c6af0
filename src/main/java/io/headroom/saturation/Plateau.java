package io.headroom.saturation;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The goodput of a service that is offered more than it can take, in rounds.
 *
 * <p>The first rounds offer two levels of overload and compare the goodputs. If goodput is higher at the higher level,
 * requests are spread unevenly: some pods idle while others refuse. Both levels are then raised until goodput grows no
 * more. If goodput is lower at the higher level, refusing costs the service work in proportion to what is refused, so
 * that goodput is linear in the offered rate λ: {@code μ(λ) = μ₀ − b·λ}. The capacity is then where this line meets the
 * offered rate, {@code μ = λ}. Later rounds offer one level only. Where a service never refuses, as many requests as may be
 * in flight wait for it at both levels, so that there is nothing to compare.
 *
 * <p>The logarithms of the rounds' goodputs are averaged; the confidence interval is that of {@link RoundsInterval}.
 *
 * @param settings  the precision that is asked for
 * @param perSecond what is known about the capacity so far, in successes per second
 * @param level     index of the lower level of overload in {@code LEVELS}
 * @param compared  whether two levels have been compared and no higher ones are needed
 * @param low       what was measured at that level
 * @param high      what was measured at the next level
 */
record Plateau(
        ArrivalsSettings settings,
        double perSecond,
        int level,
        boolean compared,
        List<Plateau.Point> low,
        List<Plateau.Point> high) {

    /** Offered rates, as multiples of the capacity. */
    private static final double[] LEVELS = {1.5, 3, 6, 12};

    /** Fewest rounds in which two levels are compared. */
    private static final int LEAST_COMPARED = 3;

    /** Most rounds in which two levels are compared. */
    private static final int MOST_COMPARED = 8;

    /** The comparison ends when the mean growth has at most this standard error. */
    private static final double COMPARED_WITHIN = 0.02;

    /** One-sided confidence with which growth is certain before it is known so well. */
    private static final double CERTAIN = 0.9;

    /** Goodput changes with the load if the change is beyond this many standard errors. */
    private static final double SIGNIFICANT = 1;

    /** Growth up to this (1.5 %) does not justify a higher level. */
    private static final double NO_GROWTH = 0.015;

    /**
     * Least standard deviation of the growth. The difference of two goodputs is no more certain, even if three rounds
     * happen to agree.
     */
    private static final double LEAST_SD = 0.02;

    /** Least standard deviation of the service's speed in a round, and of the time that it takes for an answer, each as a part of it. */
    private static final double SPEED_SD = 0.031;

    private static final double ANSWER_SD = 0.5;

    /** A step that serves more than this share of what it is offered was not overloaded. */
    private static final double NOT_OVERLOADED = 0.98;

    /** Factor by which the capacity is assumed higher after a step that was not overloaded. */
    private static final double RAISE = 1.3;

    /**
     * One step on the plateau.
     *
     * @param rate    offered requests per second
     * @param goodput successes per second
     * @param millis  start of its window, in milliseconds after the start of the run
     * @param answers number of successes that the goodput was counted from
     * @param waiting whether as many requests as may be in flight waited for the service
     */
    record Point(double rate, double goodput, long millis, double answers, boolean waiting) {

        /** Returns the goodput that is expected at another rate if goodput is this power of the rate. */
        Goodput at(double otherRate, double power) {
            return new Goodput(millis, Math.log(goodput) + power * Math.log(otherRate / rate), answers);
        }
    }

    /**
     * Returns the plateau before anything was measured on it.
     *
     * @param guess first guess of the capacity, in successes per second
     */
    static Plateau begun(ArrivalsSettings settings, double guess) {
        return new Plateau(settings, guess, 0, false, List.of(), List.of());
    }

    /**
     * Returns the plateau after one more step.
     *
     * @param waiting whether as many requests as may be in flight waited for the service
     */
    Plateau with(StepStatistics step, boolean waiting) {
        Point point = new Point(
                ArrivalsSearch.rate(step),
                step.goodputPerSecond(),
                step.windowStartMillis(),
                Goodput.answers(step),
                waiting);
        if (point.goodput() > NOT_OVERLOADED * point.rate()) {
            return afterTooLittle(RAISE * Math.max(perSecond, point.goodput()));
        }
        Plateau more = wantsHigh()
                ? new Plateau(
                        settings, Math.max(perSecond, point.goodput()), level, compared, low, appended(high, point))
                : new Plateau(settings, perSecond, level, compared, appended(low, point), high);
        Plateau judged = !more.compared && more.isComparable() ? more.afterComparison() : more;
        return judged.compared
                ? new Plateau(settings, judged.latest().perSecond(), judged.level, true, judged.low, judged.high)
                : judged;
    }

    /** Before the first pair is complete, a rate that is taken shows that its higher rate was chosen by a wrong guess, too. */
    private Plateau afterTooLittle(double raised) {
        return new Plateau(settings, raised, level, compared, low, low.isEmpty() ? List.of() : high);
    }

    private static List<Point> appended(List<Point> points, Point point) {
        List<Point> all = new ArrayList<>(points);
        all.add(point);
        return List.copyOf(all);
    }

    private boolean wantsHigh() {
        return compared ? level > 0 : high.size() <= low.size();
    }

    private boolean isComparable() {
        int pairs = low.size();
        boolean enough = pairs >= LEAST_COMPARED && high.size() == pairs;
        return enough
                && (isSameLoad()
                        || pairs >= MOST_COMPARED
                        || standardError(growth()) <= COMPARED_WITHIN
                        || growsForCertain(growth()));
    }

    /** Returns whether the growth is so large that however imprecisely it is known, a higher level is needed. */
    private static boolean growsForCertain(double[] growth) {
        double student = TDistribution.of(growth.length - 1.0).inverseCumulativeProbability(CERTAIN);
        return RoundsInterval.mean(growth) - student * standardError(growth) > NO_GROWTH;
    }

    /** Returns whether both levels had the same load: as many requests in flight as may be, whatever the rate. */
    private boolean isSameLoad() {
        return Stream.concat(low.stream(), high.stream()).allMatch(Point::waiting);
    }

    private Plateau afterComparison() {
        return !isSameLoad() && grows() && level + 2 < LEVELS.length && shift().isEmpty()
                ? new Plateau(settings, mean(high), level + 1, false, List.of(), List.of())
                : new Plateau(settings, perSecond, level, true, low, high);
    }

    private int rounds() {
        return Math.max(low.size(), high.size());
    }

    Decision<ArrivalsResult> next(Timing timing) {
        Optional<CapacityShift> shift = shift();
        if (shift.isPresent()) {
            CapacityEstimate current = since(shift.get());
            if (isKnown(current) || rounds() >= settings.mostRounds()) {
                return new Decision.Ended<>(new ArrivalsResult.Moved(shift.get(), current));
            }
        } else if (compared && rounds() >= settings.leastRounds()) {
            CapacityEstimate estimate = estimate();
            if (estimate.halfWidth() <= settings.precision()) {
                return new Decision.Ended<>(new ArrivalsResult.Converged(estimate));
            }
            boolean attainable = isAttainable();
            if (!attainable || rounds() >= settings.mostRounds()) {
                return new Decision.Ended<>(new ArrivalsResult.Unconverged(estimate, attainable));
            }
        }
        double factor = LEVELS[wantsHigh() ? level + 1 : level];
        return new Decision.Offer<>(
                1 + (compared ? rounds() : low.size()),
                Purpose.PLATEAU,
                new Arrivals(factor * perSecond, settings.spacing()),
                Optional.of(timing));
    }

    private boolean grows() {
        double[] growth = growth();
        return RoundsInterval.mean(growth) > Math.max(NO_GROWTH, SIGNIFICANT * standardError(growth));
    }

    private boolean falls() {
        double[] growth = growth();
        return RoundsInterval.mean(growth) < -SIGNIFICANT * standardError(growth);
    }

    private double[] growth() {
        return goodputs().growth();
    }

    private PlateauGoodputs goodputs() {
        return new PlateauGoodputs(low, high);
    }

    private Optional<CapacityShift> shift() {
        return goodputs().shift();
    }

    private CapacityEstimate since(CapacityShift shift) {
        return RoundsInterval.estimate(
                goodputs().logsSince(shift), goodputs().apartMillisSince(shift), leastDeviation(), LEVELS[level]);
    }

    /** Returns what is known about the capacity: if it changed, what it is now. */
    private CapacityEstimate latest() {
        return shift().map(this::since).orElseGet(this::estimate);
    }

    /** Returns whether no more has to be measured to tell what the capacity is since it changed. */
    private boolean isKnown(CapacityEstimate current) {
        return current.measurements() >= settings.leastRounds() || current.halfWidth() <= settings.precision();
    }

    private CapacityEstimate estimate() {
        return RoundsInterval.estimate(logs(), apartMillis(counted()), leastDeviation(), LEVELS[level]);
    }

    private boolean isAttainable() {
        double apart = apartMillis(counted());
        return RoundsInterval.isAttainable(
                logs(), apart, leastDeviation(), settings.mostRounds(), settings.precision());
    }

    /**
     * Returns the least standard deviation of a round's logarithm: {@code √(s² + a² ÷ answers)} with s = {@value #SPEED_SD} for the speed
     * and a = {@value #ANSWER_SD} for the times of answers, which add up where the service is full. Intervals of services whose times vary
     * by half of their mean hold with it.
     */
    private double leastDeviation() {
        double answers =
                counted().stream().mapToDouble(Point::answers).average().orElseThrow();
        return Math.sqrt(SPEED_SD * SPEED_SD + ANSWER_SD * ANSWER_SD / answers);
    }

    /** Returns one step of each round that counts. */
    private List<Point> counted() {
        return level > 0 ? high : low;
    }

    /** Returns for each round the logarithm of the capacity. */
    private double[] logs() {
        return level > 0
                ? high.stream().mapToDouble(point -> Math.log(point.goodput())).toArray()
                : falls() && !isSameLoad() ? extrapolated() : pooled();
    }

    private static double apartMillis(List<Point> rounds) {
        return (rounds.get(rounds.size() - 1).millis() - rounds.get(0).millis()) / (rounds.size() - 1.0);
    }

    /**
     * Returns for each round the logarithm of the rate at which the line through both levels meets the offered rate.
     */
    private double[] extrapolated() {
        List<Point> pairs = low.subList(0, high.size());
        double slope = (mean(pairs) - mean(high)) / (rate(high) - rate(pairs));
        return low.stream()
                .mapToDouble(point -> Math.log((point.goodput() + slope * point.rate()) / (1 + slope)))
                .toArray();
    }

    /** Returns for each round the mean logarithm of its goodputs; both levels have the same weight. */
    private double[] pooled() {
        double[] logs = new double[low.size()];
        for (int i = 0; i < logs.length; i++) {
            double log = Math.log(low.get(i).goodput());
            logs[i] = i < high.size() ? (log + Math.log(high.get(i).goodput())) / 2 : log;
        }
        return logs;
    }

    private static double standardError(double[] values) {
        return Math.max(LEAST_SD, RoundsInterval.deviation(values)) / Math.sqrt(values.length);
    }

    private static double mean(List<Point> points) {
        return points.stream().mapToDouble(Point::goodput).average().orElseThrow();
    }

    private static double rate(List<Point> points) {
        return points.stream().mapToDouble(Point::rate).average().orElseThrow();
    }
}
