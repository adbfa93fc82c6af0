package io.headroom.gate;

import java.util.Locale;

/**
 * The change of a figure between two runs, as a share of the first: −0.08 is a loss of 8 %.
 *
 * <p>Let {@code a} and {@code b} be the figure before and after, and {@code h(a)} and {@code h(b)} half the widths of their 95 %
 * intervals on a logarithmic scale. The errors of two runs are independent, so half the width of the interval of
 * {@code ln(b ÷ a)} is {@code √(h(a)² + h(b)²)}. An interval need not be symmetric: {@code h} is the longer of its two halves, so
 * that the result is too wide rather than too narrow.
 *
 * @param change           of the figure
 * @param low              lower end of its 95 % interval
 * @param high             upper end
 * @param smallestVisible  smallest loss that this pair of runs can tell from none, as a share
 */
public record Comparison(double change, double low, double high, double smallestVisible) {

    /**
     * Compares two figures larger than 0.
     *
     * @throws IllegalArgumentException if one of them is not, or has no upper bound
     */
    public static Comparison of(Figure.Known before, Figure.Known after) {
        double half = Math.hypot(halfWidth(before), halfWidth(after));
        double log = Math.log(after.value() / before.value());
        return new Comparison(Math.expm1(log), Math.expm1(log - half), Math.expm1(log + half), -Math.expm1(-half));
    }

    private static double halfWidth(Figure.Known figure) {
        if (!(figure.low() > 0 && figure.high() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("no interval to compare: " + figure);
        }
        return Math.max(Math.log(figure.high() / figure.value()), Math.log(figure.value() / figure.low()));
    }

    /** Describes the change, e.g. {@code −8.1 % (95 % confidence: −10.0 to −6.2 %), real}. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%+.1f %% (95 %% confidence: %+.1f to %+.1f %%), %s",
                percent(change),
                percent(low),
                percent(high),
                isReal() ? "real" : "within the noise");
    }

    /** Rounds to one decimal; adding 0.0 turns −0.0 into 0.0. */
    private static double percent(double share) {
        return Math.round(1000 * share) / 10.0 + 0.0;
    }

    /** Returns whether the change is more than noise explains. */
    public boolean isReal() {
        return low > 0 || high < 0;
    }
}
