package io.headroom.gate;

/** A figure of a run, with its 95 % confidence interval, or the reason why there is none. */
public sealed interface Figure {

    /**
     * It lies between {@code low} and {@code high} with 95 % confidence.
     *
     * @param high positive infinity where only a lower bound is known
     */
    record Known(double value, double low, double high) implements Figure {
        public Known {
            if (!(low <= value && value <= high)) {
                throw new IllegalArgumentException(value + " is not between " + low + " and " + high);
            }
        }

        /** A figure that was counted, and is not estimated. */
        static Known exactly(double value) {
            return new Known(value, value, value);
        }
    }

    /**
     * Nothing is known of it.
     *
     * @param reason  without a stop at its end
     * @param settles what would make it known
     */
    record Missing(String reason, String settles) implements Figure {}
}
