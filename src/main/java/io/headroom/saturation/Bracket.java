package io.headroom.saturation;

import io.headroom.load.NormalQuantile;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rates between which a service stops taking what is offered.
 *
 * @param taken   the highest rate below {@code refused} that was taken; empty if none was
 * @param refused the lowest rate that was not taken; empty if all were
 */
record Bracket(Optional<OfferedPoint> taken, Optional<OfferedPoint> refused) {

    /** A bracket is narrow if its ends differ by at most this factor. */
    private static final double NARROW = 1.06;

    static Bracket of(List<OfferedPoint> points) {
        Comparator<OfferedPoint> byRate = Comparator.comparingDouble(OfferedPoint::rate);
        Optional<OfferedPoint> refused =
                points.stream().filter(point -> !point.isTaken()).min(byRate);
        double below = refused.map(OfferedPoint::rate).orElse(Double.POSITIVE_INFINITY);
        Optional<OfferedPoint> taken = points.stream()
                .filter(point -> point.isTaken() && point.rate() < below)
                .max(byRate);
        return new Bracket(taken, refused);
    }

    boolean isClosed() {
        return taken.isPresent() && refused.isPresent();
    }

    boolean isNarrow() {
        return isClosed() && high() <= NARROW * low();
    }

    /** Returns the rate in the middle, by logarithm. The bracket must be closed. */
    double middle() {
        return Math.sqrt(low() * high());
    }

    double low() {
        return taken.orElseThrow().rate();
    }

    double high() {
        return refused.orElseThrow().rate();
    }

    /**
     * Returns the estimate with its interval: to both sides half the width of the bracket, and 1.96 deviations of the
     * service's speed over the two ends. These are steps that follow each other, so that they share the slow drift:
     * {@code √(s² ÷ 2 + d²)} with s for a step and d for the drift. The bracket must be closed.
     *
     * @param perSecond the estimate; it counts as at most {@value #NARROW} times lower than the bracket, and not above it
     * @param steps     number of steps that the bracket comes from
     */
    CapacityEstimate estimate(double perSecond, int steps) {
        double within = Math.max(low() / NARROW, Math.min(high(), perSecond));
        double speed = NormalQuantile.TWO_SIDED_95 * Goodput.speedSd(2);
        double width = Math.sqrt(high() / low()) * Math.exp(speed);
        return new CapacityEstimate(within, within / width, within * width, steps, 1);
    }
}
