package io.headroom.saturation;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The share of requests that miss a limit, as a function of the load ρ (arrival rate ÷ capacity), fitted to what some steps have shown:
 *
 * <pre>{@code ln p(ρ) = a + b·(x(ρ) − c)    with    x(ρ) = ρ from ½ on, and ½·(1 + ln 2ρ) below}</pre>
 *
 * <p>with c, the mean x of the steps. Of the queue M/M/1 this is exact: the time from arrival to answer is exponential, so that {@code
 * p = exp(−μ·(1 − ρ)·L)} is later than L. Waiting times of other queues are nearly so where they are long (J. Abate, G. L. Choudhury, W.
 * Whitt, Exponential Approximations for Tail Probabilities in Queues I, Operations Research 43, 1995). Where the load is low, queues are
 * short, and the share is a power of the load: a request misses if others are there already.
 *
 * <p>The fit is that of counts whose variance is a multiple of their mean (quasi-likelihood with a logarithmic link; P. McCullagh, J. A.
 * Nelder, Generalized Linear Models, 1989, 9). The multiple grows as {@code (1 − ρ)⁻¹}, since requests that wait in the same queue miss
 * together, and queues last the longer the fuller the service is. Steps far from the allowed share count less by the error that the
 * shape of the curve adds there. Since a few steps at nearly the same load do not show the slope b, it is pulled towards {@value
 * #SLOPE_PART} of {@code −ln p ÷ (1 − ρ)} at their mean load, and at least towards that of p as ρ to the power of {@value #LEAST_POWER}:
 * of requests that come together one is served, one waits, and the third misses. With {@code −ln p ÷ (1 − ρ)} itself everything would
 * miss at the capacity, as of one server with an endless queue; where some requests are late without waiting, or refused before the
 * queue is long, the slope is half of it. Too steep a slope makes the interval too narrow, and the step after a first one that was far
 * off too small.
 *
 * <p>The logarithm of a share that is counted is lower than that of the true share on average, by half of the variance v of the logarithm
 * (the second term of its series; E. L. Lehmann, G. Casella, Theory of Point Estimation, 1998, 2.2). So the allowed share is reached at {@code
 * a + b·(x(ρ) − c) = ln p − v ÷ 2}.
 */
final class MissCurve {

    /** Least distance of a load from the capacity. */
    private static final double NEAREST = 0.05;

    /** Variance of the number of misses, as a multiple of its mean, at the usual distance from the capacity. */
    private static final double USUAL_DISPERSION = 25;

    private static final double USUAL_DISTANCE = 0.3;

    /** Error that the shape of the curve adds to a share, as a part of its logarithmic distance from the allowed one. */
    private static final double SHAPE_SD = 0.25;

    /** Standard deviation of the slope around the one it is drawn to, as a part of it. */
    private static final double SLOPE_SD = 0.5;

    /** The slope that it is drawn to, as a part of the one with which everything misses at the capacity. */
    private static final double SLOPE_PART = 0.85;

    /** Load below which misses are a power of it. */
    private static final double LOW = 0.5;

    /** Least power that the slope is drawn to. */
    private static final double LEAST_POWER = 2;

    /** No slope is less than this part of the one it is drawn to. */
    private static final double LEAST_SLOPE = 0.1;

    /** Largest variance of a logarithm that the series holds for. */
    private static final double MOST_VARIANCE = 0.2;

    /** Least standard error, as a part of the one that the dispersion leads to. */
    private static final double LEAST_ERROR = 0.8;

    /** Half a miss is taken for none, so that none is not taken for certainty. */
    private static final double UNSEEN = 0.5;

    /** Shares above this one say nothing about the slope. */
    private static final double MOST_SHARE = 0.75;

    /** Lowest and highest load that the curve is asked for. */
    private static final double LOWEST = 0.02;

    private static final double HIGHEST = 0.99;

    private static final int ITERATIONS = 200;
    private static final double CONVERGED = 1e-9;

    /** The quantile is that of {@link RoundsInterval}: the interval is looked at after every step. */
    private static final double QUANTILE = 0.985;

    private final List<Point> points;
    private final double allowed;
    private final FittedLine line;

    /**
     * What a step has shown.
     *
     * @param load     requests per second that arrived ÷ capacity
     * @param requests number of requests; above 0
     * @param misses   how many of them missed
     */
    record Point(double load, long requests, long misses) {}

    /**
     * @param points  at least one
     * @param allowed share of the requests that may miss
     */
    MissCurve(List<Point> points, double allowed) {
        this.points = List.copyOf(points);
        this.allowed = allowed;
        this.line = fitted();
    }

    /** Returns the load at which the allowed share misses. */
    double load() {
        double low = Math.min(MOST_VARIANCE, line.varianceAtCentre(points, allowed)) / 2;
        return Math.max(LOWEST, Math.min(HIGHEST, line.loadAt(allowed * Math.exp(-low))));
    }

    /**
     * Returns the standard error of that load's logarithm, by leaving out one step after the other: {@code √((n − 1) ÷ n · Σ(xᵢ − x̄)²)}
     * (the jackknife; R. G. Miller, Biometrika 61, 1974). There must be at least two steps.
     */
    double standardError() {
        int count = points.size();
        double[] logs = IntStream.range(0, count)
                .mapToDouble(left -> Math.log(without(left).load()))
                .toArray();
        return RoundsInterval.deviation(logs) * (count - 1) / Math.sqrt(count);
    }

    /**
     * Returns the standard error of that load's logarithm that so few misses leave open, however well the steps agree. Of r requests at
     * the load the share p misses, and the variance of its logarithm is {@code D ÷ (r·p)} with the dispersion D. The error of the load is
     * smaller by the power with which p grows. Services of known truth are found with {@value #LEAST_ERROR} of it.
     */
    double leastError() {
        double information = points.stream()
                .mapToDouble(point -> allowed * point.requests() / dispersion(point.load()))
                .sum();
        return LEAST_ERROR / Math.sqrt(information) / power();
    }

    /**
     * Returns the standard deviation of the load's logarithm at which the allowed share of so many requests misses, which is another
     * each time: {@code √(D ÷ (r·p))}, by the same power smaller.
     *
     * @param requests r
     */
    double chance(double requests) {
        return Math.sqrt(dispersion(line.loadAt(allowed)) / (requests * allowed)) / power();
    }

    /** Returns the power of the load with which the share of misses grows where it is the allowed one. */
    private double power() {
        return line.slope * Math.max(LOW, line.loadAt(allowed));
    }

    /** Returns half the width of the 95 % interval of that load's logarithm. There must be at least two steps. */
    double halfWidth() {
        return TDistribution.of(points.size() - 1.0).inverseCumulativeProbability(QUANTILE) * standardError();
    }

    private MissCurve without(int left) {
        List<Point> others = IntStream.range(0, points.size())
                .filter(i -> i != left)
                .mapToObj(points::get)
                .toList();
        return new MissCurve(others, allowed);
    }

    private FittedLine fitted() {
        double requests = points.stream().mapToDouble(Point::requests).sum();
        double misses = points.stream().mapToDouble(Point::misses).sum();
        double centre = points.stream()
                        .mapToDouble(point -> point.requests() * abscissa(point.load()))
                        .sum()
                / requests;
        double unseen = misses > 0 ? 0 : UNSEEN / requests;
        double share = misses / requests + unseen;
        double usualSlope = usualSlope(loadOfAbscissa(centre), share);
        FittedLine fit = new FittedLine(centre, Math.log(share), usualSlope);
        for (int i = 0; i < ITERATIONS; i++) {
            FittedLine better = fit.improved(points, usualSlope, allowed, unseen);
            boolean converged = Math.abs(better.height - fit.height) + Math.abs(better.slope - fit.slope) < CONVERGED;
            fit = better;
            if (converged) {
                break;
            }
        }
        return fit;
    }

    /** Returns x(ρ). */
    private static double abscissa(double load) {
        return load >= LOW ? load : LOW * (1 + Math.log(load / LOW));
    }

    /** Returns the load with this x(ρ). */
    private static double loadOfAbscissa(double abscissa) {
        return abscissa >= LOW ? abscissa : LOW * Math.exp(abscissa / LOW - 1);
    }

    /** Returns the slope that the curve is drawn to if this share misses at this load. */
    private static double usualSlope(double load, double share) {
        double ofLoad = SLOPE_PART * -Math.log(Math.min(MOST_SHARE, share)) / Math.max(NEAREST, 1 - load);
        double derivative = Math.max(1, LOW / load); // of x(ρ)
        return Math.max(LEAST_POWER / load, ofLoad) / derivative;
    }

    /** Returns the variance of a number of misses, as a multiple of its mean. */
    private static double dispersion(double load) {
        return USUAL_DISPERSION * USUAL_DISTANCE / Math.max(NEAREST, 1 - load);
    }

    /**
     * The logarithm of the share as a line over x(ρ).
     *
     * @param centre c
     * @param height a
     * @param slope  b
     */
    private record FittedLine(double centre, double height, double slope) {

        private double logAt(double load) {
            return Math.min(0, height + slope * (abscissa(load) - centre));
        }

        private double loadAt(double share) {
            return loadOfAbscissa(centre + (Math.log(share) - height) / slope);
        }

        /**
         * Makes a third of a step of Newton's method, no longer than 1 in the height and half the usual slope. The weights change with
         * the line, so that whole steps may go to and fro between two lines.
         *
         * @param unseen share of the requests that is added to those that missed
         */
        private FittedLine improved(List<Point> points, double usualSlope, double allowed, double unseen) {
            double drawn = 1 / (SLOPE_SD * SLOPE_SD * usualSlope * usualSlope);
            double gradientHeight = 0;
            double gradientSlope = -drawn * (slope - usualSlope);
            double heights = 0;
            double both = 0;
            double slopes = drawn;
            for (Point point : points) {
                double distance = abscissa(point.load()) - centre;
                double expected = expected(point);
                double weight = weight(point, allowed);
                double excess = weight * ((point.misses() + unseen * point.requests()) / expected - 1);
                gradientHeight += excess;
                gradientSlope += excess * distance;
                heights += weight;
                both += weight * distance;
                slopes += weight * distance * distance;
            }
            double determinant = heights * slopes - both * both;
            double up = (slopes * gradientHeight - both * gradientSlope) / determinant;
            double steeper = (heights * gradientSlope - both * gradientHeight) / determinant;
            return new FittedLine(
                    centre,
                    height + bounded(up / 3, 1),
                    Math.max(LEAST_SLOPE * usualSlope, slope + bounded(steeper / 3, usualSlope / 2)));
        }

        private double expected(Point point) {
            return point.requests() * Math.exp(logAt(point.load()));
        }

        /** Returns what a step tells about the height: 1 ÷ the variance of the logarithm of its share. */
        private double weight(Point point, double allowed) {
            double expected = expected(point);
            return expected / (dispersion(point.load()) + shapeVariance(point, allowed) * expected);
        }

        private double varianceAtCentre(List<Point> points, double allowed) {
            double weights =
                    points.stream().mapToDouble(point -> weight(point, allowed)).sum();
            return 1 / weights;
        }

        private static double bounded(double value, double most) {
            return Math.max(-most, Math.min(most, value));
        }

        private double shapeVariance(Point point, double allowed) {
            double off = SHAPE_SD * (logAt(point.load()) - Math.log(allowed));
            return off * off;
        }
    }
}
