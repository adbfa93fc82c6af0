package io.headroom.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the plateaus of an open load: periods in which users arrive at the same rate, within the noise of their counts.
 *
 * <p>Change points are found by binary segmentation. A period of n buckets with N arrivals is cut into (n₁, N₁) and
 * (n₂, N₂) where the log-likelihood ratio of two Poisson rates against one,
 *
 * <pre>{@code N₁·ln(N₁/n₁) + N₂·ln(N₂/n₂) − N·ln(N/n)}</pre>
 *
 * <p>is largest, if it exceeds {@value #DECISIVE} times the dispersion. Both parts are then cut in the same way.
 *
 * <p>The dispersion is the mean of {@code (xᵢ − xᵢ₋₁)² / (xᵢ + xᵢ₋₁)} over neighbouring buckets: 1 for Poisson arrivals
 * and near 0 for even ones. Since it compares neighbours, steps in the rate hardly add to it. It leaves out the largest
 * tenth, so that moments at which the injector stood still do not add to it either.
 */
final class OpenPlateaus {

    private static final double DECISIVE = 10;

    /** Least dispersion: counts are whole numbers, so that even the most even arrivals differ from bucket to bucket. */
    private static final double LEAST_DISPERSION = 0.1;

    /**
     * Plateaus whose rates differ by less than this share are joined: the injector stood still for a moment and cut
     * them apart.
     */
    private static final double SAME_RATE = 0.03;

    /** Share of the terms of the dispersion that are kept, the smallest ones. */
    private static final double KEPT = 0.9;

    /**
     * Mean of the smallest nine tenths of the squares of standard normal values: {@code 1 − 2·z·φ(z)/0.9} with z =
     * 1.645.
     */
    private static final double MEAN_OF_KEPT = 0.623;

    /** Mean distance of a normal value from its mean, in standard deviations: {@code √(2/π)}. */
    private static final double MEAN_DISTANCE = 0.8;

    /** Fewest buckets on each side of a cut. */
    private static final int SHORTEST_CUT = 5;

    private final long[] arrivals;

    /** Arrivals before each bucket. */
    private final long[] before;

    private final double dispersion;

    private OpenPlateaus(long[] arrivals, BucketRange within) {
        this.arrivals = arrivals.clone();
        this.before = new long[arrivals.length + 1];
        for (int i = 0; i < arrivals.length; i++) {
            before[i + 1] = before[i] + arrivals[i];
        }
        this.dispersion = dispersion(arrivals, within);
    }

    /** Returns the dispersion of the arrivals: 1 for Poisson arrivals, near 0 for even ones. */
    static double dispersion(long[] arrivals, BucketRange within) {
        double[] each = IntStream.range(within.from() + 1, within.to())
                .filter(i -> arrivals[i] + arrivals[i - 1] > 0)
                .mapToDouble(i -> Math.pow((double) arrivals[i] - arrivals[i - 1], 2) / (arrivals[i] + arrivals[i - 1]))
                .sorted()
                .toArray();
        double kept =
                Arrays.stream(each, 0, (int) (KEPT * each.length)).average().orElse(MEAN_OF_KEPT);
        return Math.max(LEAST_DISPERSION, kept / MEAN_OF_KEPT);
    }

    /**
     * Returns all plateaus in the given range, in order; none if a straight line fits the arrivals no worse than a
     * staircase.
     *
     * @param arrivals number of arrivals in each bucket
     * @param shortest fewest buckets of a plateau
     */
    static List<BucketRange> find(long[] arrivals, BucketRange within, int shortest) {
        OpenPlateaus plateaus = new OpenPlateaus(arrivals, within);
        List<BucketRange> parts = new ArrayList<>();
        plateaus.cut(within, parts);
        return plateaus.isRamp(within, parts, shortest) ? List.of() : plateaus.joined(parts, shortest);
    }

    private void cut(BucketRange part, List<BucketRange> into) {
        int best = -1;
        double bestRatio = DECISIVE * dispersion;
        for (int at = part.from() + SHORTEST_CUT; at <= part.to() - SHORTEST_CUT; at++) {
            double ratio = logLikelihood(part.from(), at)
                    + logLikelihood(at, part.to())
                    - logLikelihood(part.from(), part.to());
            if (ratio > bestRatio) {
                bestRatio = ratio;
                best = at;
            }
        }
        if (best < 0) {
            into.add(part);
            return;
        }
        cut(new BucketRange(part.from(), best), into);
        cut(new BucketRange(best, part.to()), into);
    }

    private double logLikelihood(int from, int to) {
        long count = before[to] - before[from];
        return count == 0 ? 0 : count * Math.log((double) count / (to - from));
    }

    private double rate(BucketRange part) {
        return part.length() == 0 ? 0 : (double) (before[part.to()] - before[part.from()]) / part.length();
    }

    private List<BucketRange> joined(List<BucketRange> parts, int shortest) {
        List<BucketRange> joined = new ArrayList<>();
        for (BucketRange part : parts) {
            if (part.length() < shortest || rate(part) == 0) {
                continue;
            }
            BucketRange last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && part.from() - last.to() < shortest && isSame(rate(last), rate(part))) {
                joined.set(joined.size() - 1, new BucketRange(last.from(), part.to()));
            } else {
                joined.add(part);
            }
        }
        return joined;
    }

    private static boolean isSame(double rate, double other) {
        return Math.abs(rate - other) <= SAME_RATE * Math.max(rate, other);
    }

    /**
     * Returns whether a least-squares line fits the arrivals hardly worse than the staircase. The fits are compared by
     * blocks of buckets, in which the noise of single buckets averages out, and by distances instead of squares, so
     * that a moment at which the injector stood still does not decide. If there is nothing but noise, a staircase of k
     * steps is closer to it by the noise of about k blocks.
     */
    private boolean isRamp(BucketRange within, List<BucketRange> parts, int block) {
        if (parts.size() < 3) {
            return false;
        }
        double[] staircase = new double[arrivals.length];
        for (BucketRange part : parts) {
            Arrays.fill(staircase, part.from(), part.to(), rate(part));
        }
        double noise = MEAN_DISTANCE * Math.sqrt(dispersion * rate(within) * block);
        return distance(line(within), within, block) <= distance(staircase, within, block) + parts.size() * noise;
    }

    private double[] line(BucketRange within) {
        double centre = (within.from() + within.to() - 1) / 2.0;
        double xy = 0;
        double xx = 0;
        for (int i = within.from(); i < within.to(); i++) {
            xy += (i - centre) * arrivals[i];
            xx += (i - centre) * (i - centre);
        }
        double slope = xy / xx;
        return IntStream.range(0, arrivals.length)
                .mapToDouble(i -> rate(within) + slope * (i - centre))
                .toArray();
    }

    private double distance(double[] fit, BucketRange within, int block) {
        double distance = 0;
        for (int from = within.from(); from + block <= within.to(); from += block) {
            double expected = Arrays.stream(fit, from, from + block).sum();
            distance += Math.abs(before[from + block] - before[from] - expected);
        }
        return distance;
    }
}
