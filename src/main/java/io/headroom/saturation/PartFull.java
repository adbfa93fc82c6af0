package io.headroom.saturation;

import io.headroom.load.NormalQuantile;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Tells a service of which a part is full from one that refuses by chance, by how fast refusals grow with the load.
 *
 * <p>A router that chooses pods by chance fills one now and then at any load. The share that is refused then grows as
 * that of a {@link FiniteQueue}, or, where few or none can wait, of an {@link ErlangLoss}: it falls slowly below the load
 * at which it is 1 %, if that is far below the capacity. But a slow pod that gets the share w of all requests, and can take a rate
 * {@code w·λ₀}, refuses nothing below {@code λ₀}, and {@code w·(λ − λ₀)} a second above it: a line. No load above {@code λ₀} can be
 * sustained, however evenly it arrives, although the other pods serve more.
 *
 * @param points   the steps that were offered up to the capacity
 * @param capacity what is served under overload, in successes per second
 */
record PartFull(List<OfferedPoint> points, double capacity) {

    /** At least this share is refused at the upper of the compared loads … */
    private static final double UPPER_SHARE = 0.02;

    /** … and at most this one at the lower. */
    private static final double LOWER_SHARE = 0.005;

    /** The compared loads differ by at most this factor. */
    private static final double NEAR = 1.75;

    /**
     * At the lower load, refusals fewer by this factor than chance would have them, beyond the error of the speeds, are not
     * explained by it.
     */
    private static final double BEYOND_CHANCE = 1.5;

    /** Refusals fewer by less than this factor are, if there are enough of them to tell. */
    private static final double ABOUT_CHANCE = 1.5;

    private static final int LEAST_REFUSED = 5;

    /** Loads are looked for in steps of this factor. */
    private static final double STEP = 1.25;

    private static final double SMALL_STEP = 1.12;
    private static final double SAME = 1.03;

    /** The estimate is offered a little lower, so that it closes the bracket. */
    private static final double BELOW = 0.98;

    /** From a rate that is taken to one that makes the bracket narrow if it is refused. */
    private static final double ABOVE = 1.055;

    /** Highest load for which the models of chance hold. */
    private static final double MOST_LOAD = 0.98;

    private Optional<OfferedPoint> upper() {
        return points.stream()
                .filter(point -> point.share().observed() >= UPPER_SHARE)
                .min(Comparator.comparingDouble(OfferedPoint::rate));
    }

    private Optional<OfferedPoint> lower() {
        double below = upper().map(OfferedPoint::rate).orElse(Double.POSITIVE_INFINITY);
        return points.stream()
                .filter(point -> point.rate() < below && point.refused().atMost() <= LOWER_SHARE)
                .max(Comparator.comparingDouble(OfferedPoint::rate));
    }

    /**
     * Returns the rate to offer so that growth can be judged; empty if it can be, or if refusals are known to grow
     * slowly: between a load with many of them and one with hardly any, further apart than near loads, others were tried.
     */
    OptionalDouble wanted() {
        Optional<OfferedPoint> upper = upper();
        Optional<OfferedPoint> lower = lower();
        if (upper.isEmpty()) {
            return OptionalDouble.of(STEP * highest());
        }
        if (lower.isEmpty()) {
            return below(upper.get());
        }
        return areNear(upper.get(), lower.get())
                ? OptionalDouble.empty()
                : between(lower.get().rate(), upper.get().rate());
    }

    /**
     * Returns the rate to offer while no load is known of which hardly any are refused: above the highest one of which
     * few are, or below all. Empty if refusals grow from that load on as chance explains.
     */
    private OptionalDouble below(OfferedPoint upper) {
        Optional<OfferedPoint> few = points.stream()
                .filter(point -> point.rate() < upper.rate())
                .max(Comparator.comparingDouble(OfferedPoint::rate));
        if (few.isEmpty()) {
            return OptionalDouble.of(lowest() / STEP);
        }
        if (!areNear(upper, few.get())) {
            return between(few.get().rate(), upper.rate());
        }
        boolean byChance = few.get().refused().refused() >= LEAST_REFUSED
                && leastByChance(upper, upper.share().observed(), few.get())
                        < ABOUT_CHANCE * few.get().refused().observed();
        return byChance || lowest() * NEAR <= upper.rate()
                ? OptionalDouble.empty()
                : OptionalDouble.of(lowest() / STEP);
    }

    private static boolean areNear(OfferedPoint upper, OfferedPoint lower) {
        return upper.rate() <= NEAR * lower.rate();
    }

    /** Returns a rate between these two that was not tried yet; empty if two were. */
    private OptionalDouble between(double low, double high) {
        double middle = Math.sqrt(low * high);
        return DoubleStream.of(middle, SMALL_STEP * middle)
                .filter(rate -> points.stream().noneMatch(point -> isSame(point.rate(), rate)))
                .findFirst();
    }

    private static boolean isSame(double one, double other) {
        return one < SAME * other && other < SAME * one;
    }

    private double lowest() {
        return points.stream().mapToDouble(OfferedPoint::rate).min().orElseThrow();
    }

    private double highest() {
        return points.stream().mapToDouble(OfferedPoint::rate).max().orElseThrow();
    }

    /** Returns whether a part of the service is full: between two near loads refusals grow much faster than chance explains. */
    boolean isProven() {
        return points.stream()
                .filter(upper -> upper.share().observed() >= UPPER_SHARE)
                .anyMatch(upper -> points.stream()
                        .filter(lower -> lower.refused().atMost() <= LOWER_SHARE)
                        .filter(lower -> lower.rate() < upper.rate() && areNear(upper, lower))
                        .anyMatch(lower -> growsBeyondChance(upper, lower)));
    }

    /**
     * The share grows with a power of the load. An error of the speeds at the two loads is an error of the share that is
     * larger by this power.
     */
    private boolean growsBeyondChance(OfferedPoint upper, OfferedPoint lower) {
        double byChance = leastByChance(upper, upper.share().low(), lower);
        double power = Math.log(upper.share().low() / byChance) / Math.log(upper.rate() / lower.rate());
        double error = Math.exp(NormalQuantile.TWO_SIDED_95 * Math.sqrt(2) * Goodput.speedSd(1) * power);
        return byChance >= BEYOND_CHANCE * error * lower.refused().atMost();
    }

    /** Returns the least share that chance would refuse at the lower load if it refuses this share at the upper. */
    private double leastByChance(OfferedPoint upper, double share, OfferedPoint lower) {
        double from = Math.min(MOST_LOAD, upper.rate() / capacity);
        double to = Math.min(MOST_LOAD, lower.rate() / capacity);
        return Math.min(
                FiniteQueue.refusing(share, from).refused(to),
                ErlangLoss.refusing(share, from).refused(to));
    }

    /** Returns λ₀, where the line through the two lowest loads with refusals meets zero; empty if they do not make one. */
    OptionalDouble lineStart() {
        List<OfferedPoint> refusing = points.stream()
                .filter(point -> !point.isTaken())
                .sorted(Comparator.comparingDouble(OfferedPoint::rate))
                .toList();
        if (refusing.isEmpty()) {
            return OptionalDouble.empty();
        }
        OfferedPoint first = refusing.get(0);
        return refusing.stream()
                .filter(point -> point.rate() >= SMALL_STEP * first.rate())
                .findFirst()
                .filter(second -> second.unservedPerSecond() > first.unservedPerSecond())
                .map(second -> first.rate()
                        - first.unservedPerSecond()
                                * (second.rate() - first.rate())
                                / (second.unservedPerSecond() - first.unservedPerSecond()))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /**
     * Returns the rate that narrows the bracket most: a little below λ₀, or, where that is taken, so far above it that the
     * bracket is narrow if it is refused.
     */
    double narrowing(Bracket bracket) {
        double aimed = BELOW * lineStart().orElse(bracket.middle() / BELOW);
        double wanted = aimed >= SAME * bracket.low() ? aimed : ABOVE * bracket.low();
        return Math.min(bracket.high() / SAME, wanted);
    }
}
