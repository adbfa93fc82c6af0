package io.headroom.plan;

import io.headroom.load.Step;
import io.headroom.saturation.StepVerdict;
import java.time.Duration;
import java.util.Locale;

/** What a run does next. */
public sealed interface NextStep {

    /**
     * One more step.
     *
     * @param step     what to offer
     * @param filling  before settling, until the service's queues are full
     * @param settling left out of the measurement at the start; zero where every request counts
     * @param length   of the measured window, unless the evidence is conclusive earlier
     */
    record Run(Step step, Filling filling, Duration settling, Duration length) implements NextStep {

        /** A step before which no queue has to be full. */
        public Run(Step step, Duration settling, Duration length) {
            this(step, Filling.NONE, settling, length);
        }

        /** Longest time before the measured window. */
        public Duration longestSettling() {
            return filling.limit().plus(settling);
        }
    }

    /**
     * Lasts until so many requests were refused, or until a limit.
     *
     * @param refusals 0: there is nothing to fill
     */
    record Filling(int refusals, Duration limit) {
        static final Filling NONE = new Filling(0, Duration.ZERO);
    }

    /** The run is over. */
    record Finished(Ending ending) implements NextStep {}

    /** Why a run is over. */
    enum Ending {
        /** All that was planned has been done. */
        COMPLETE,
        /** The top of the configured range was reached without refusals. */
        NOT_SATURATED,
        /** Even one caller was refused, or the endpoint failed, without refusing, until the warm-up's limit. */
        ENDPOINT_FAILS,
        /** The endpoint says that the requests are wrong. */
        WRONG_TEST,
        /** The injector, not the service, was the limit. */
        INJECTOR_BOUND,
        /** Steps ended before anything was answered. */
        UNMEASURED,
        /** The configured time limit was reached first. */
        TIME_LIMIT,
        /** The coordinator of several injectors was lost, or some of them never came; no plan ends so. */
        ABANDONED,
        /** It was told to stop; no plan ends so. */
        INTERRUPTED;

        /** Whether something other than a plan ended the run. */
        public boolean isCutShort() {
            return this == INTERRUPTED || this == ABANDONED;
        }

        /** E.g. {@code not saturated}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** Why no answer can come from a run whose step has this verdict. */
        static Ending ofUseless(StepVerdict verdict) {
            return switch (verdict) {
                case WRONG_TEST -> WRONG_TEST;
                case UNMEASURED -> UNMEASURED;
                case INJECTOR_BOUND -> INJECTOR_BOUND;
                case CLEAN, SATURATED, FAILING -> ENDPOINT_FAILS;
            };
        }
    }
}
