package io.headroom.verdict;

import io.headroom.load.ImpossibleRunException;
import io.headroom.load.Purpose;
import io.headroom.plan.EndMark;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.RunKind;
import io.headroom.plan.RunPlan;
import io.headroom.plan.VerifiedTarget;
import io.headroom.runlog.RunLog;
import io.headroom.simlog.LogState;
import io.headroom.simlog.RunHeader;
import java.util.List;
import java.util.Optional;

/**
 * Judges a run of Headroom by its log.
 *
 * <p>The plan of the run draws its conclusion from the steps that the log contains, and is played again on them. If it would
 * go on, the run was cut short; if it ends, it says why.
 */
public final class Analysis {

    private Analysis() {}

    /**
     * Judges a run.
     *
     * @param log      of the run
     * @param settings that the run was made with
     */
    public static Findings of(RunLog log, PlanSettings settings) {
        FinishedSteps steps = FinishedSteps.of(log, settings.search().rule());
        try {
            return of(log, steps, settings);
        } catch (ImpossibleRunException e) {
            return impossible(log, settings, e);
        }
    }

    private static Findings of(RunLog log, FinishedSteps steps, PlanSettings settings) {
        return log.header()
                .flatMap(header -> RunKind.ofSimulation(header.simulationClass()))
                .map(kind -> of(log, steps, kind.plan(settings)))
                .orElseGet(() -> unknown(log, steps, settings.targetFraction()));
    }

    private static Findings of(RunLog log, FinishedSteps steps, RunPlan plan) {
        KindAnalysis analysis = KindAnalysis.of(plan.conclude(steps.evidence()), steps);
        Judgement judgement = CutShort.judge(log).orElseGet(() -> replay(log, steps, plan, analysis));
        return analysis.findings(header(judgement, steps, log));
    }

    private static Judgement replay(RunLog log, FinishedSteps steps, RunPlan plan, KindAnalysis analysis) {
        EndMark end = log.end().orElseThrow();
        return new Replay(plan, steps, end).judge(analysis::complete);
    }

    /** Judges a log that shows what no run can do, so that it is damaged, whatever else it proves. */
    static Findings impossible(RunLog log, PlanSettings settings, ImpossibleRunException found) {
        RunLog damaged = log.state().isComplete()
                ? log.in(new LogState.NoWholeRun(log.state().records(), "the log is damaged: " + found.getMessage()))
                : log; // its state may say why
        Judgement judgement = CutShort.judge(damaged).orElseThrow();
        return new UnknownFindings(
                header(judgement, FinishedSteps.of(damaged, settings.search().rule()), damaged),
                Optional.empty(),
                VerifiedTarget.of(List.of(), settings.targetFraction(), Optional.empty()));
    }

    private static Findings unknown(RunLog log, FinishedSteps steps, double fraction) {
        String simulation = log.header().map(RunHeader::simulationClass).orElse("unknown");
        Judgement judgement = CutShort.damaged(log)
                .orElseGet(() -> Judgement.unanswered(
                        Verdict.NO_VERDICT, "this run is of no simulation of Headroom (" + simulation + ")"));
        return new UnknownFindings(
                header(judgement, steps, log),
                VerifiedTarget.last(Purpose.HOLD, steps.evidence()),
                VerifiedTarget.of(steps.evidence(), fraction, Optional.empty()));
    }

    private static Findings.Header header(Judgement judgement, FinishedSteps steps, RunLog log) {
        String why = Optional.of(judgement.verdict())
                .filter(FullMachine::explains)
                .flatMap(verdict -> FullMachine.of(steps.evidence()))
                .map(full -> "; " + full.description())
                .orElse("");
        return new Findings.Header(
                judgement.verdict(),
                judgement.answered(),
                judgement.reason() + why,
                steps.judged(),
                log,
                judgement.limiter());
    }
}
