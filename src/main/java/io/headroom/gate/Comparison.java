package io.headroom.gate;

import java.util.Locale;

/**
 * The change of a figure between two runs, as a share of the first: −0.08 is a loss of 8 %.
 *
 * <p>The logarithm of the ratio has as half its interval the root of the sum of the squares of both runs' halves, as two
 * independent errors have. With the higher of each run's two halves it is rather too wide than too narrow.
 *
 * @param change           of the figure
 * @param low              lower end of its 95 % interval
 * @param high             upper end
 * @param smallestVisible  a change of this size is the smallest that this pair of runs can tell from none, as a share
 */
public record Comparison(double change, double low, double high, double smallestVisible) {

    /**
     * Compares two figures larger than 0.
     *
     * @throws IllegalArgumentException when one is not, or has no upper bound
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

    /** E.g. {@code −8.1 % (95 % confidence: −10.0 to −6.2 %), real}. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%+.1f %% (95 %% confidence: %+.1f to %+.1f %%), %s",
                percent(change),
                percent(low),
                percent(high),
                isReal() ? "real" : "within the noise");
    }

    /** To one decimal, and never minus nothing. */
    private static double percent(double share) {
        return Math.round(1000 * share) / 10.0 + 0.0;
    }

    /** Whether noise does not explain it. */
    public boolean isReal() {
        return low > 0 || high < 0;
    }
}
