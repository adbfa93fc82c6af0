package io.headroom.plan;

/** The conclusion that a plan draws from the finished steps of a run: one case for each kind of plan. */
public sealed interface Conclusion
        permits CallersConclusion, ArrivalsConclusion, FineTuningConclusion, SmokeConclusion {

    /** Returns what {@code cases} makes of this kind of conclusion. */
    <R> R match(ConclusionCases<R> cases);

    /**
     * A function of a conclusion, with one method for each kind.
     *
     * @param <R> type of the result
     */
    interface ConclusionCases<R> {

        /** Called for a search with callers. */
        R callers(CallersConclusion conclusion);

        /** Called for a search with arrivals. */
        R arrivals(ArrivalsConclusion conclusion);

        /** Called for a run of fine tuning. */
        R fineTuning(FineTuningConclusion conclusion);

        /** Called for a smoke call. */
        R smoke(SmokeConclusion conclusion);
    }
}
