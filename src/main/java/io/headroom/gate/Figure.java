package io.headroom.gate;

import java.util.function.Function;

/** A figure of a run with its 95 % confidence interval, or the reason why it is not known. */
public sealed interface Figure {

    /** Returns the value of the function for this kind of figure. */
    <R> R match(Function<Known, R> known, Function<Missing, R> missing);

    /**
     * A known figure, which lies between {@code low} and {@code high} with 95 % confidence.
     *
     * @param high positive infinity if only a lower bound is known
     */
    record Known(double value, double low, double high) implements Figure {
        public Known {
            if (!(low <= value && value <= high)) {
                throw new IllegalArgumentException(value + " is not between " + low + " and " + high);
            }
        }

        /** Returns a figure that was counted, so that it has no uncertainty. */
        static Known exactly(double value) {
            return new Known(value, value, value);
        }

        @Override
        public <R> R match(Function<Known, R> known, Function<Missing, R> missing) {
            return known.apply(this);
        }
    }

    /**
     * A figure that is not known.
     *
     * @param reason  reason, without a full stop
     * @param settles what to change so that it becomes known
     */
    record Missing(String reason, String settles) implements Figure {
        @Override
        public <R> R match(Function<Known, R> known, Function<Missing, R> missing) {
            return missing.apply(this);
        }
    }
}
