package io.headroom.gate;

import java.util.Locale;

/** The units of figures that gates judge, with their formats. */
enum Unit {
    RATE("%.1f", 1, " req/s"),
    MILLIS("%.0f", 1, " ms"),
    SHARE("%.2f", 100, " %"),
    COUNT("%.0f", 1, " failures");

    private final String format;
    private final double factor;
    private final String unit;

    Unit(String format, double factor, String unit) {
        this.format = format;
        this.factor = factor;
        this.unit = unit;
    }

    String format(double value) {
        return number(value) + unit;
    }

    private String number(double value) {
        return String.format(Locale.ROOT, format, factor * value);
    }

    String format(Figure.Known figure) {
        if (figure.low() == figure.high()) {
            return format(figure.value());
        }
        if (figure.high() == Double.POSITIVE_INFINITY) {
            return format(figure.value()) + " (95 % confidence: at least " + number(figure.low()) + ")";
        }
        return format(figure.value()) + " (95 % confidence: " + number(figure.low()) + " to " + number(figure.high())
                + ")";
    }
}
