package io.headroom.saturation;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Median;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.CapacityShift.Goodput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the service serves when it is offered more than it can take, in rounds.
 *
 * <p>The first rounds offer two levels of overload. Goodput that is higher at the higher level says that requests are
 * spread unevenly: pods idle while others refuse; then both levels are raised, until it grows no more. Goodput that is
 * lower says that refusing costs the service work, in proportion to what is refused: {@code μ(λ) = μ₀ − b·λ}, and the
 * capacity is where the line meets the offered rate, {@code μ = λ}. Later rounds offer one level only.
 *
 * <p>Logarithms of the rounds' goodputs are averaged; the interval is that of {@link RoundsInterval}.
 *
 * @param settings  how precise it has to be
 * @param perSecond what is known of the capacity so far
 * @param level     of overload, by its place in the list of levels
 * @param compared  whether two levels have been compared, and no higher ones are wanted
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

    /** Multiples of the capacity that are offered. */
    private static final double[] LEVELS = {1.5, 3, 6, 12};

    /** Rounds with two levels, at least and at most. */
    private static final int LEAST_COMPARED = 3;

    private static final int MOST_COMPARED = 8;

    /** Two levels are compared until the mean growth has no larger standard error. */
    private static final double COMPARED_WITHIN = 0.02;

    /** Standard errors beyond which goodput is believed to change with the load. */
    private static final double BELIEVED = 1;

    /** Growth that is not worth another level. */
    private static final double NO_GROWTH = 0.015;

    /** A difference of two goodputs is no surer than this, whatever three of them say. */
    private static final double LEAST_SD = 0.02;

    /** Standard deviation of a round, at least. */
    private static final double ROUND_SD = 0.033;

    /** A step that serves more than this share of what it is offered was not overloaded. */
    private static final double NOT_OVERLOADED = 0.98;

    private static final double RAISE = 1.3;

    /** Goodput that grows by a higher power of the load than this is not yet near the capacity. */
    private static final double MOST_POWER = 0.1;

    /** One step's rate and goodput, when it was measured, and how many successes it was counted from. */
    record Point(double rate, double goodput, long millis, double answers) {

        /** As it would be at another rate, were goodput that power of it. */
        private Goodput at(double otherRate, double power) {
            return new Goodput(millis, Math.log(goodput) + power * Math.log(otherRate / rate), answers);
        }
    }

    /** The first guess of the capacity, before anything was measured on the plateau. */
    static Plateau begun(ArrivalsSettings settings, double guess) {
        return new Plateau(settings, guess, 0, false, List.of(), List.of());
    }

    /** The same, with what one more step measured. */
    Plateau with(StepStatistics step) {
        Point point = new Point(
                ArrivalsSearch.rate(step), step.goodputPerSecond(), step.windowStartMillis(), Goodput.answers(step));
        if (point.goodput() > NOT_OVERLOADED * point.rate()) {
            return new Plateau(settings, RAISE * Math.max(perSecond, point.goodput()), level, compared, low, high);
        }
        Plateau more = wantsHigh()
                ? new Plateau(
                        settings, Math.max(perSecond, point.goodput()), level, compared, low, appended(high, point))
                : new Plateau(settings, perSecond, level, compared, appended(low, point), high);
        Plateau judged = !more.compared && more.isComparable() ? more.afterComparison() : more;
        return judged.compared
                ? new Plateau(settings, judged.estimate().perSecond(), judged.level, true, judged.low, judged.high)
                : judged;
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
        return enough && (pairs >= MOST_COMPARED || standardError(growth()) <= COMPARED_WITHIN);
    }

    private Plateau afterComparison() {
        return grows() && level + 2 < LEVELS.length && shift().isEmpty()
                ? new Plateau(settings, mean(high), level + 1, false, List.of(), List.of())
                : new Plateau(settings, perSecond, level, true, low, high);
    }

    private int rounds() {
        return Math.max(low.size(), high.size());
    }

    Decision<ArrivalsResult> next(Timing timing) {
        Optional<CapacityShift> shift = shift();
        if (shift.isPresent()) {
            return new Decision.Ended<>(new ArrivalsResult.Moved(shift.get()));
        }
        if (compared && rounds() >= settings.leastRounds()) {
            CapacityEstimate estimate = estimate();
            if (estimate.halfWidth() <= settings.precision()) {
                return new Decision.Ended<>(new ArrivalsResult.Converged(estimate));
            }
            if (rounds() >= settings.mostRounds()) {
                return new Decision.Ended<>(new ArrivalsResult.Unconverged(estimate));
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
        return RoundsInterval.mean(growth) > Math.max(NO_GROWTH, BELIEVED * standardError(growth));
    }

    private boolean falls() {
        double[] growth = growth();
        return RoundsInterval.mean(growth) < -BELIEVED * standardError(growth);
    }

    private double[] growth() {
        double[] growth = new double[Math.min(low.size(), high.size())];
        for (int i = 0; i < growth.length; i++) {
            growth[i] = Math.log(high.get(i).goodput() / low.get(i).goodput());
        }
        return growth;
    }

    /** How the capacity has changed, as soon as there are enough goodputs to tell, and they tell of it alone. */
    private Optional<CapacityShift> shift() {
        boolean enough = high.size() >= LEAST_COMPARED && low.size() >= LEAST_COMPARED;
        double power = enough ? usualPower() : 0;
        return enough && power <= MOST_POWER ? CapacityShift.in(comparable(power)) : Optional.empty();
    }

    /** The goodputs of both levels, less what they usually grow with the load: by that power of it. */
    private List<Goodput> comparable(double power) {
        return Stream.concat(low.stream(), high.stream())
                .map(point -> point.at(low.get(0).rate(), power))
                .toList();
    }

    /** The median over the pairs: one of them in the midst of a change hardly moves it. */
    private double usualPower() {
        double[] powers = growth();
        for (int i = 0; i < powers.length; i++) {
            powers[i] /= Math.log(high.get(i).rate() / low.get(i).rate());
        }
        return Median.of(powers);
    }

    private CapacityEstimate estimate() {
        double[] logs = level > 0
                ? high.stream().mapToDouble(point -> Math.log(point.goodput())).toArray()
                : falls() ? extrapolated() : pooled();
        return RoundsInterval.estimate(logs, apartMillis(level > 0 ? high : low), ROUND_SD, LEVELS[level]);
    }

    private static double apartMillis(List<Point> rounds) {
        return (rounds.get(rounds.size() - 1).millis() - rounds.get(0).millis()) / (rounds.size() - 1.0);
    }

    /** Where the line through both levels meets the offered rate. */
    private double[] extrapolated() {
        List<Point> pairs = low.subList(0, high.size());
        double slope = (mean(pairs) - mean(high)) / (rate(high) - rate(pairs));
        return low.stream()
                .mapToDouble(point -> Math.log((point.goodput() + slope * point.rate()) / (1 + slope)))
                .toArray();
    }

    /** Both levels are worth the same. */
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
