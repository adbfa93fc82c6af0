package io.headroom.sizing;

import java.math.BigDecimal;

/** Bounds of the figures that a sizing is computed from. */
public final class Limits {

    public static final double LEAST_PER_SECOND = 0.001;
    public static final double MOST_PER_SECOND = 1e9;
    public static final double MOST_LATENCY_MILLIS = 86_400_000;
    public static final int MOST_PODS = 1_000_000;
    public static final double LEAST_CPU = 0.001;
    public static final double MOST_CPU = 10_000;
    public static final double LEAST_FRACTION = 0.01;

    private Limits() {}

    static void require(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("sizing: " + what + " = " + description(value)
                    + "; expected a number from " + description(least) + " to " + description(most));
        }
    }

    private static String description(double value) {
        return Double.isFinite(value) ? RoundedUp.format(BigDecimal.valueOf(value)) : Double.toString(value);
    }
}
