package io.headroom.plan;

import io.headroom.load.Step;
import io.headroom.saturation.StepVerdict;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/** The next action of a run: another step, or its end. */
public sealed interface NextStep {

    /** Returns the value of the function for this kind of action. */
    <R> R match(Function<Run, R> run, Function<Finished, R> finished);

    /**
     * The run goes on with one more step.
     *
     * @param step         the load to offer
     * @param filling      phase before settling in which the service's queues fill
     * @param settling     time at the start that is not measured; zero if every request counts
     * @param length       length of the measured window, unless the evidence is conclusive earlier
     * @param mostInFlight most requests of arrivals in flight: only so many virtual users take part. An arrival that is due while
     *                     none of them is free is sent when one is, if the step has not ended by then. {@link #ALL_USERS} for no
     *                     such cap
     */
    record Run(Step step, Filling filling, Duration settling, Duration length, int mostInFlight) implements NextStep {

        /** More virtual users than any plan has. */
        public static final int ALL_USERS = 10_000_000;

        /** Creates a step before which no queue has to be full, and in which all virtual users may take part. */
        public Run(Step step, Duration settling, Duration length) {
            this(step, Filling.NONE, settling, length, ALL_USERS);
        }

        /**
         * Returns how many virtual users send the step's arrivals.
         *
         * @param users virtual users of the plan
         */
        public int arrivalUsers(int users) {
            return Math.min(users, mostInFlight);
        }

        /** Returns the longest time before the measured window. */
        public Duration longestSettling() {
            return filling.limit().plus(settling);
        }

        @Override
        public <R> R match(Function<Run, R> run, Function<Finished, R> finished) {
            return run.apply(this);
        }
    }

    /**
     * A phase that lasts until a number of requests was refused, until as many are in flight as may be, or until a limit.
     *
     * @param refusals number of refusals that end the phase; 0 if there is nothing to fill
     * @param limit    longest phase
     */
    record Filling(int refusals, Duration limit) {
        static final Filling NONE = new Filling(0, Duration.ZERO);
    }

    /** The run is over. */
    record Finished(Ending ending) implements NextStep {
        @Override
        public <R> R match(Function<Run, R> run, Function<Finished, R> finished) {
            return finished.apply(this);
        }
    }

    /** The reason why a run is over. */
    enum Ending {
        /** Everything that was planned has been done. */
        COMPLETE,
        /** The service took the load at the top of the configured range. */
        NOT_SATURATED,
        /** Even one caller was refused, or the endpoint failed without refusing until the limit of the warm-up. */
        ENDPOINT_FAILS,
        /** The service failed at loads that it had served before, and did not come back. */
        SERVICE_GONE,
        /** The endpoint says that the requests are wrong. */
        WRONG_TEST,
        /** The injector, not the service, was the limit. */
        INJECTOR_BOUND,
        /** Steps ended before anything was answered. */
        UNMEASURED,
        /** The configured time limit was reached first. */
        TIME_LIMIT,
        /** The coordinator of several injectors was lost, or some injectors never connected. No plan ends like this. */
        ABANDONED,
        /** The run was told to stop. No plan ends like this. */
        INTERRUPTED,
        /** An error in Headroom itself. No plan ends like this. */
        FAILED;

        /** Returns whether something other than a plan ended the run. */
        public boolean isCutShort() {
            return this == INTERRUPTED || this == ABANDONED || this == FAILED;
        }

        /** Returns the ending in words, e.g. {@code not saturated}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** Returns why a run can give no answer if one of its steps has this verdict. */
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
