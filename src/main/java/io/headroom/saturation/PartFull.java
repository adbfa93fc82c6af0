package io.headroom.saturation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Tells a service of which a part is full from one that refuses by chance, by how fast refusals grow with the load.
 *
 * <p>A router that chooses pods by chance fills one now and then at any load. The share that is refused then grows as
 * that of a {@link FiniteQueue}, which falls slowly below the load at which it is 1 %, if that is far below the
 * capacity. But a slow pod that gets the share w of all requests, and can take a rate {@code w·λ₀}, refuses nothing
 * below {@code λ₀}, and {@code w·(λ − λ₀)} a second above it: a line. No load above {@code λ₀} can be sustained, however
 * evenly it arrives, although the other pods serve more.
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
    private static final double NEAR = 1.6;

    /** Refusals that grow faster by this factor than those of a finite queue are not explained by chance. */
    private static final double BEYOND_CHANCE = 2.5;

    /** Loads are looked for in steps of this factor. */
    private static final double STEP = 1.25;

    private static final double SMALL_STEP = 1.12;
    private static final double SAME = 1.03;

    /** The estimate is offered a little lower, so that it closes the bracket. */
    private static final double BELOW = 0.98;

    private Optional<OfferedPoint> upper() {
        return points.stream()
                .filter(point -> point.share().observed() >= UPPER_SHARE)
                .min(Comparator.comparingDouble(OfferedPoint::rate));
    }

    private Optional<OfferedPoint> lower() {
        double below = upper().map(OfferedPoint::rate).orElse(Double.POSITIVE_INFINITY);
        return points.stream()
                .filter(point -> point.rate() < below && point.share().atMost() <= LOWER_SHARE)
                .max(Comparator.comparingDouble(OfferedPoint::rate));
    }

    /** Returns the rate to offer so that growth can be judged; empty if it can be. */
    OptionalDouble wanted() {
        Optional<OfferedPoint> upper = upper();
        Optional<OfferedPoint> lower = lower();
        if (upper.isEmpty()) {
            return OptionalDouble.of(STEP * highest());
        }
        if (lower.isEmpty()) {
            return OptionalDouble.of(lowest() / STEP);
        }
        double ratio = upper.get().rate() / lower.get().rate();
        return ratio <= NEAR
                ? OptionalDouble.empty()
                : OptionalDouble.of(between(lower.get().rate(), upper.get().rate()));
    }

    private double between(double low, double high) {
        double middle = Math.sqrt(low * high);
        boolean known = points.stream().anyMatch(point -> point.rate() < SAME * middle && point.rate() > middle / SAME);
        return known ? SMALL_STEP * middle : middle;
    }

    private double lowest() {
        return points.stream().mapToDouble(OfferedPoint::rate).min().orElseThrow();
    }

    private double highest() {
        return points.stream().mapToDouble(OfferedPoint::rate).max().orElseThrow();
    }

    /** Returns whether a part of the service is full: refusals grow much faster than those of a finite queue. */
    boolean isProven() {
        if (wanted().isPresent()) {
            return false;
        }
        OfferedPoint upper = upper().orElseThrow();
        OfferedPoint lower = lower().orElseThrow();
        double middle = Math.sqrt(lower.rate() * upper.rate()) / capacity;
        FiniteQueue queue = FiniteQueue.refusing(RefusedShare.ALLOWED, middle);
        double byChance = queue.refused(upper.rate() / capacity) / queue.refused(lower.rate() / capacity);
        return upper.share().observed() / lower.share().atMost() >= BEYOND_CHANCE * byChance;
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

    /** Returns the rate that narrows the bracket most. */
    double narrowing(Bracket bracket) {
        double aimed = BELOW * lineStart().orElse(bracket.middle() / BELOW);
        return Math.max(SAME * bracket.low(), Math.min(bracket.high() / SAME, aimed));
    }
}
