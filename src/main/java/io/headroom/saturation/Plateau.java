package io.headroom.saturation;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What the service serves when it is offered more than it can take, in rounds.
 *
 * <p>The first rounds offer two levels of overload. Goodput that is higher at the higher level says that requests are
 * spread unevenly: pods idle while others refuse; then both levels are raised, until it grows no more. Goodput that is
 * lower says that refusing costs the service work, in proportion to what is refused: {@code μ(λ) = μ₀ − b·λ}, and the
 * capacity is where the line meets the offered rate, {@code μ = λ}. Later rounds offer one level only.
 *
 * <p>Logarithms of the rounds' goodputs are averaged; the interval is Student's, widened because neighbouring rounds share
 * the slow drift of the service, and never narrower than so few rounds can prove.
 */
final class Plateau {

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

    /** Time in which the service's slow drift is forgotten, to 1/e. */
    private static final double DRIFT_MILLIS = 30_000;

    /** Standard deviation of a round, at least. */
    private static final double ROUND_SD = 0.033;

    private static final double NORMAL_QUANTILE = 1.96;
    private static final double QUANTILE = 0.975;

    /** A step that serves more than this share of what it is offered was not overloaded. */
    private static final double NOT_OVERLOADED = 0.98;

    private static final double RAISE = 1.3;

    /** One step's rate and goodput, and when it was measured. */
    private record Point(double rate, double goodput, long millis) {}

    private final ArrivalsSettings settings;
    private final List<Point> low = new ArrayList<>();
    private final List<Point> high = new ArrayList<>();
    private double guess;
    private int level;
    private boolean compared;

    Plateau(ArrivalsSettings settings, double guess) {
        this.settings = settings;
        this.guess = guess;
    }

    /** What is known of the capacity so far. */
    double perSecond() {
        return guess;
    }

    void add(StepStatistics step) {
        Point point = new Point(ArrivalsSearch.rate(step), step.goodputPerSecond(), step.windowStartMillis());
        if (point.goodput() > NOT_OVERLOADED * point.rate()) {
            guess = Math.max(guess, point.goodput()) * RAISE;
            return;
        }
        if (wantsHigh()) {
            high.add(point);
            guess = Math.max(guess, point.goodput());
        } else {
            low.add(point);
        }
        if (!compared && isComparable()) {
            compare();
        }
        if (compared) {
            guess = estimate().perSecond();
        }
    }

    private boolean wantsHigh() {
        return compared ? level > 0 : high.size() <= low.size();
    }

    private boolean isComparable() {
        int pairs = low.size();
        boolean enough = pairs >= LEAST_COMPARED && high.size() == pairs;
        return enough && (pairs >= MOST_COMPARED || standardError(growth()) <= COMPARED_WITHIN);
    }

    private void compare() {
        if (grows() && level + 2 < LEVELS.length) {
            level++;
            guess = mean(high);
            low.clear();
            high.clear();
        } else {
            compared = true;
        }
    }

    private int rounds() {
        return Math.max(low.size(), high.size());
    }

    Decision<ArrivalsResult> next(Timing timing) {
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
                new Arrivals(factor * guess, settings.spacing()),
                Optional.of(timing));
    }

    private boolean grows() {
        double[] growth = growth();
        return mean(growth) > Math.max(NO_GROWTH, BELIEVED * standardError(growth));
    }

    private boolean falls() {
        double[] growth = growth();
        return mean(growth) < -BELIEVED * standardError(growth);
    }

    private double[] growth() {
        double[] growth = new double[Math.min(low.size(), high.size())];
        for (int i = 0; i < growth.length; i++) {
            growth[i] = Math.log(high.get(i).goodput() / low.get(i).goodput());
        }
        return growth;
    }

    private CapacityEstimate estimate() {
        double[] logs = level > 0
                ? high.stream().mapToDouble(point -> Math.log(point.goodput())).toArray()
                : falls() ? extrapolated() : pooled();
        double capacity = Math.exp(mean(logs));
        int rounds = logs.length;
        double student = TDistribution.of(rounds - 1.0).inverseCumulativeProbability(QUANTILE);
        double half = widening(level > 0 ? high : low)
                * Math.max(student * deviation(logs), NORMAL_QUANTILE * ROUND_SD)
                / Math.sqrt(rounds);
        return new CapacityEstimate(
                capacity, capacity * Math.exp(-half), capacity * Math.exp(half), rounds, LEVELS[level]);
    }

    /**
     * Neighbouring rounds share the service's drift: with {@code ρ = exp(−Δ/τ)} between rounds Δ apart, the variance of
     * their mean is larger by {@code (1 + ρ) / (1 − ρ)}.
     */
    private static double widening(List<Point> rounds) {
        double apart = (rounds.get(rounds.size() - 1).millis() - rounds.get(0).millis()) / (rounds.size() - 1.0);
        double correlation = Math.exp(-apart / DRIFT_MILLIS);
        return Math.sqrt((1 + correlation) / (1 - correlation));
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
        return Math.max(LEAST_SD, deviation(values)) / Math.sqrt(values.length);
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double mean(List<Point> points) {
        return points.stream().mapToDouble(Point::goodput).average().orElseThrow();
    }

    private static double rate(List<Point> points) {
        return points.stream().mapToDouble(Point::rate).average().orElseThrow();
    }
}
