package io.headroom.report;

import java.math.BigDecimal;
import java.util.Locale;

/** Formats figures, in the same way in every locale. */
public final class Figures {

    private Figures() {}

    /** Formats a rate, e.g. {@code 240.1 req/s}. */
    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.1f req/s", perSecond);
    }

    /** Formats a rate whose unit stands elsewhere, e.g. {@code 240.0}. */
    public static String rateWithoutUnit(double perSecond) {
        return String.format(Locale.ROOT, "%.1f", perSecond);
    }

    /** Formats an interval, e.g. {@code 95 % confidence: 230.0 to 250.4}. */
    public static String confidence(double low, double high) {
        return String.format(Locale.ROOT, "95 %% confidence: %.1f to %.1f", low, high);
    }

    /** Formats a share from 0 to 1 as a percentage, e.g. {@code 0.35 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** Formats a share from 0 to 1 as a whole percentage, e.g. {@code 70 %}. */
    public static String wholePercent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** Formats a figure for a table: with at most one decimal and without a unit, e.g. {@code 240.1}. */
    public static String tenths(double value) {
        return plain(Math.round(10 * value) / 10.0);
    }

    /** Formats a figure for programs: with up to four decimals, without an exponent and without trailing zeros. */
    public static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(rounded(value));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Rounds a figure for programs to four decimals, which removes the noise of binary fractions. */
    public static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
