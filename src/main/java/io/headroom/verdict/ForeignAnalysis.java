package io.headroom.verdict;

import io.headroom.foreign.ForeignResult;
import io.headroom.foreign.ForeignRun;
import io.headroom.foreign.LoadTimeline;
import io.headroom.load.StepStatistics;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.RunKind;
import io.headroom.runlog.RunLog;
import io.headroom.simlog.LogState;
import io.headroom.sizing.Target;
import io.headroom.verdict.Findings.JudgedStep;
import java.util.List;
import java.util.Optional;

/** Judges a run of a simulation that is none of ours, by what its log itself shows. */
public final class ForeignAnalysis {

    private ForeignAnalysis() {}

    /** Whether the log has no step of ours and is of no simulation of ours. */
    public static boolean isForeign(RunLog log) {
        return log.steps().isEmpty()
                && log.header()
                        .filter(header ->
                                RunKind.ofSimulation(header.simulationClass()).isEmpty())
                        .isPresent();
    }

    /**
     * Judges the run.
     *
     * @param timeline users, arrivals and answers, read from its logs
     * @param settings of the rule and the target
     */
    public static Findings of(RunLog log, LoadTimeline timeline, PlanSettings settings) {
        return of(log, ForeignRun.of(timeline, settings.search().rule()), settings);
    }

    private static Findings of(RunLog log, ForeignRun run, PlanSettings settings) {
        LogState state = log.state();
        boolean complete = state instanceof LogState.Complete;
        ForeignResult result = run.result();
        return new Findings(
                complete ? verdict(result) : Verdict.INCOMPLETE,
                complete && !(result instanceof ForeignResult.Undecided),
                (complete ? "" : state.description() + "; so far ") + result.reason() + "; " + run.description(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                target(result, settings),
                top(result),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                run.steps().stream()
                        .map(step -> JudgedStep.of(step, settings.search().rule()))
                        .toList(),
                log,
                Optional.of(run));
    }

    private static Verdict verdict(ForeignResult result) {
        if (result instanceof ForeignResult.Saturated) {
            return Verdict.SATURATED;
        }
        return result instanceof ForeignResult.NotSaturated ? Verdict.NOT_SATURATED : Verdict.NO_VERDICT;
    }

    private static Optional<Target> target(ForeignResult result, PlanSettings settings) {
        return result instanceof ForeignResult.Saturated found
                ? Optional.of(new Target(
                        settings.targetFraction(),
                        settings.targetFraction() * found.point().goodputPerSecond()))
                : Optional.empty();
    }

    private static Optional<StepStatistics> top(ForeignResult result) {
        return result instanceof ForeignResult.NotSaturated taken ? Optional.of(taken.top()) : Optional.empty();
    }
}
