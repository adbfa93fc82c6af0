package io.headroom.saturation;

import java.util.OptionalDouble;
import java.util.function.Function;

/** The end of a search for the capacity under a limit. All rates are arrivals, in requests per second. */
public sealed interface LimitResult {

    /** Returns the value of the function for this kind of result. */
    <T> T match(
            Function<RateUnderLimit, T> rate, Function<KeptThroughout, T> throughout, Function<KeptNowhere, T> nowhere);

    /** Returns the rate that the result is about. */
    double perSecond();

    /**
     * Returns the lower end of the 95 % interval of the capacity under the limit; 0 if nothing is known. It is low enough that ten minutes
     * of it keep the limit in 95 %, too.
     */
    double lowPerSecond();

    /** Returns the same result with a lower end that is no higher than this, as of another limit that has to be kept, too. */
    LimitResult lowAtMost(double mostPerSecond);

    /** Returns the upper end of that interval; positive infinity if nothing is known. */
    double highPerSecond();

    /** Returns the number of steps that were run. */
    int steps();

    /** Returns the name used in {@code headroom.json}. */
    String word();

    /** Returns the highest rate that is known to keep the limit; empty if none does. */
    default OptionalDouble kept() {
        return OptionalDouble.of(perSecond());
    }

    /** Returns the rate that a load to run at is a share of, for a service of this capacity; empty if no rate keeps the limit. */
    default OptionalDouble within(double capacityPerSecond) {
        return OptionalDouble.of(Math.min(capacityPerSecond, perSecond()));
    }

    /**
     * The highest rate of which no more than the allowed share misses, with its 95 % confidence interval.
     *
     * @param perSecond     the estimate
     * @param lowPerSecond  lower end of the interval, low enough for ten minutes
     * @param highPerSecond upper end of the interval
     * @param precise       whether the interval is as narrow as can be tolerated
     * @param steps         number of steps that the estimate comes from
     */
    record RateUnderLimit(double perSecond, double lowPerSecond, double highPerSecond, boolean precise, int steps)
            implements LimitResult {

        @Override
        public <T> T match(
                Function<RateUnderLimit, T> rate,
                Function<KeptThroughout, T> throughout,
                Function<KeptNowhere, T> nowhere) {
            return rate.apply(this);
        }

        @Override
        public LimitResult lowAtMost(double mostPerSecond) {
            return new RateUnderLimit(perSecond, Math.min(lowPerSecond, mostPerSecond), highPerSecond, precise, steps);
        }

        @Override
        public String word() {
            return precise ? "found" : "imprecise";
        }
    }

    /**
     * The limit was kept up to the highest rate that was offered: nearly the capacity, or the highest rate of the settings. It says
     * nothing about higher ones.
     *
     * @param perSecond    that rate
     * @param lowPerSecond lower end of the 95 % interval of the rate that keeps the limit, if that is less
     * @param steps        number of steps that were run
     */
    record KeptThroughout(double perSecond, double lowPerSecond, int steps) implements LimitResult {

        /** From this share of the capacity on, a rate is no lower than the capacity itself. */
        private static final double NEARLY = 0.95;

        @Override
        public double highPerSecond() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public <T> T match(
                Function<RateUnderLimit, T> rate,
                Function<KeptThroughout, T> throughout,
                Function<KeptNowhere, T> nowhere) {
            return throughout.apply(this);
        }

        @Override
        public LimitResult lowAtMost(double mostPerSecond) {
            return new KeptThroughout(perSecond, Math.min(lowPerSecond, mostPerSecond), steps);
        }

        @Override
        public String word() {
            return "kept-throughout";
        }

        /** {@inheritDoc} It is the capacity, if the limit was kept up to nearly that. */
        @Override
        public OptionalDouble within(double capacityPerSecond) {
            return OptionalDouble.of(perSecond >= NEARLY * capacityPerSecond ? capacityPerSecond : perSecond);
        }
    }

    /**
     * The limit was missed even at the lowest rate that was offered, so that there is none to promise.
     *
     * @param perSecond     that rate
     * @param highPerSecond upper end of the 95 % interval of the rate that keeps the limit, if that is more
     * @param steps         number of steps that were run
     */
    record KeptNowhere(double perSecond, double highPerSecond, int steps) implements LimitResult {

        @Override
        public double lowPerSecond() {
            return 0;
        }

        @Override
        public LimitResult lowAtMost(double mostPerSecond) {
            return this;
        }

        @Override
        public <T> T match(
                Function<RateUnderLimit, T> rate,
                Function<KeptThroughout, T> throughout,
                Function<KeptNowhere, T> nowhere) {
            return nowhere.apply(this);
        }

        @Override
        public String word() {
            return "kept-nowhere";
        }

        @Override
        public OptionalDouble kept() {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble within(double capacityPerSecond) {
            return OptionalDouble.empty();
        }
    }
}
