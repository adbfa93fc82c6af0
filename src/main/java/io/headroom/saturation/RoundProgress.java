package io.headroom.saturation;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the steps of a round of {@link CallersSearch} have shown so far.
 *
 * @param beyond        the step with the fewest callers that was beyond the boundary
 * @param overload      the step that overloaded the service
 * @param last          the last step on the way to the boundary, or at it
 * @param lastIsClean   whether nothing failed in that step
 * @param doubted       callers of a step that failed and was not run again yet
 * @param failuresCount whether the same load has failed twice, so that failures mark the boundary, too
 * @param taken         most callers of a step that the injector limited: its figures are not to be trusted, but it was not refused; 0 if
 *                      there is none
 */
record RoundProgress(
        Optional<StepStatistics> beyond,
        Optional<StepStatistics> overload,
        Optional<StepStatistics> last,
        boolean lastIsClean,
        OptionalInt doubted,
        boolean failuresCount,
        int taken) {

    static final RoundProgress NONE = new RoundProgress(
            Optional.empty(), Optional.empty(), Optional.empty(), true, OptionalInt.empty(), false, 0);

    /** Returns what is known after one more step. */
    RoundProgress after(StepStatistics step, StepVerdict verdict) {
        if (verdict == StepVerdict.INJECTOR_BOUND) {
            int most = Math.max(taken, CallersSearch.callers(step));
            return new RoundProgress(beyond, overload, last, lastIsClean, doubted, failuresCount, most);
        }
        if (step.step().purpose() == Purpose.PLATEAU) {
            return new RoundProgress(beyond, Optional.of(step), last, lastIsClean, doubted, failuresCount, taken);
        }
        int callers = CallersSearch.callers(step);
        boolean failing = verdict == StepVerdict.FAILING;
        boolean twice = failuresCount || (failing && doubted.equals(OptionalInt.of(callers)));
        boolean counts = verdict == StepVerdict.SATURATED || (failing && twice);
        boolean fewest = callers <= callersBeyond();
        boolean cleared = callers >= doubted.orElse(Integer.MAX_VALUE);
        return new RoundProgress(
                counts && fewest ? Optional.of(step) : beyond,
                overload,
                Optional.of(step),
                verdict == StepVerdict.CLEAN,
                failing ? OptionalInt.of(callers) : cleared ? OptionalInt.empty() : doubted,
                twice,
                taken);
    }

    /** Returns the fewest callers beyond the boundary; the largest integer if there are none. */
    int callersBeyond() {
        return beyond.map(CallersSearch::callers).orElse(Integer.MAX_VALUE);
    }

    /** Returns the last step, if it failed or was refused. */
    Optional<StepStatistics> failed() {
        return last.filter(step -> !lastIsClean);
    }

    /** Returns the last step, if nothing failed in it. */
    Optional<StepStatistics> clean() {
        return last.filter(step -> lastIsClean);
    }
}
