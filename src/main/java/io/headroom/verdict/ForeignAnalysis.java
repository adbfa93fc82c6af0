package io.headroom.verdict;

import io.headroom.foreign.ForeignPoint;
import io.headroom.foreign.ForeignResult;
import io.headroom.foreign.ForeignRun;
import io.headroom.foreign.LoadTimeline;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.RunKind;
import io.headroom.runlog.RunLog;
import io.headroom.sizing.Target;
import java.util.Optional;

/** Judges a run of a simulation that is not one of Headroom's, by the load that its log shows. */
public final class ForeignAnalysis {

    /** Most kinds of error that are quoted. */
    private static final int MOST_ERRORS = 3;

    private ForeignAnalysis() {}

    /** Returns whether the log names a simulation that is not one of Headroom's, and contains no step of Headroom. */
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
     * @param log      of the run
     * @param timeline users, arrivals and answers, read from its logs
     * @param settings of the rule and the target
     */
    public static Findings of(RunLog log, LoadTimeline timeline, PlanSettings settings) {
        ForeignRun run = ForeignRun.of(timeline, settings.search().rule());
        Judgement judgement = judge(log, run);
        Findings.Header header = new Findings.Header(
                judgement.verdict(),
                judgement.answered(),
                judgement.reason(),
                run.steps().stream()
                        .map(step -> Evidence.judge(step, settings.search().rule()))
                        .toList(),
                log);
        return new ForeignFindings(header, run, target(run, settings.targetFraction()));
    }

    private static Judgement judge(RunLog log, ForeignRun run) {
        String reason = run.result().reason() + errors(log) + "; " + run.description();
        return CutShort.damaged(log)
                .map(damaged -> Judgement.unanswered(damaged.verdict(), damaged.reason() + "; so far " + reason))
                .orElseGet(() -> judge(run.result(), reason));
    }

    /** Returns what to add to a reason: the errors outside any request, which may be why there are no requests. */
    private static String errors(RunLog log) {
        return log.errors().isEmpty()
                ? ""
                : "; " + log.errors().total() + " errors are in the log, outside any request: "
                        + log.errors().description(MOST_ERRORS);
    }

    private static Judgement judge(ForeignResult result, String reason) {
        return result.match(
                found -> Judgement.answered(Verdict.SATURATED, reason),
                taken -> Judgement.answered(Verdict.NOT_SATURATED, reason),
                undecided -> Judgement.unanswered(Verdict.NO_VERDICT, reason));
    }

    private static Optional<Target> target(ForeignRun run, double fraction) {
        return run.result()
                .match(
                        found -> Optional.of(target(found.point(), fraction)),
                        taken -> Optional.empty(),
                        undecided -> Optional.empty());
    }

    private static Target target(ForeignPoint point, double fraction) {
        return new Target(fraction, fraction * point.goodputPerSecond());
    }
}
