package io.headroom.report;

import java.math.BigDecimal;
import java.util.Locale;

/** How figures are written for people, the same in every locale. */
public final class Figures {

    private Figures() {}

    /** E.g. {@code 240.1 req/s}. */
    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.1f req/s", perSecond);
    }

    /** E.g. {@code 95 % confidence: 230.0 to 250.4}. */
    public static String confidence(double low, double high) {
        return String.format(Locale.ROOT, "95 %% confidence: %.1f to %.1f", low, high);
    }

    /** E.g. {@code 0.35 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** E.g. {@code 70 %}. */
    public static String wholePercent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** One decimal at most, and no unit, e.g. {@code 240.1}: for tables. */
    public static String tenths(double value) {
        return plain(Math.round(10 * value) / 10.0);
    }

    /** For machines, and where no digit is to be lost: up to four decimals, no exponent, no zeros at the end. */
    public static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(rounded(value));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Rounded for machines: enough digits for any use, no noise of binary fractions. */
    public static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
