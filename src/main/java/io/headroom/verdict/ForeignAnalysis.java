package io.headroom.verdict;

import io.headroom.foreign.ForeignPoint;
import io.headroom.foreign.ForeignRun;
import io.headroom.foreign.ForeignStep;
import io.headroom.foreign.LoadTimeline;
import io.headroom.load.ImpossibleRunException;
import io.headroom.load.StepStatistics;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.RunKind;
import io.headroom.runlog.RunLog;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import io.headroom.sizing.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        try {
            return judged(log, timeline, settings);
        } catch (ImpossibleRunException e) {
            return Analysis.impossible(log, settings, e);
        }
    }

    private static Findings judged(RunLog log, LoadTimeline timeline, PlanSettings settings) {
        ForeignRun run = ForeignRun.of(timeline, settings.search().rule());
        List<String> remarks = remarks(log, run);
        Judgement judgement = judge(log, run, remarks);
        Findings.Header header = new Findings.Header(
                judgement.verdict(),
                judgement.answered(),
                judgement.reason(),
                run.steps().stream()
                        .map(step -> judged(step, settings.search().rule()))
                        .toList(),
                log);
        boolean answered = judgement.answered();
        return new ForeignFindings(
                header,
                run,
                answered ? target(run, settings.targetFraction()) : Optional.empty(),
                answered ? remarks : List.of());
    }

    private static Findings.JudgedStep judged(ForeignStep step, SaturationRule rule) {
        StepStatistics statistics = step.statistics();
        String why = step.verdict() == StepVerdict.INJECTOR_BOUND
                ? Evidence.of(statistics, rule)
                : Evidence.failures(statistics);
        return new Findings.JudgedStep(statistics, step.verdict(), step.offered() + ": " + why);
    }

    /** Judges the run. Where there is no answer, the remarks are a part of the reason: they say what there was instead. */
    private static Judgement judge(RunLog log, ForeignRun run, List<String> remarks) {
        String division = run.steps().isEmpty() ? "" : "; " + run.description();
        String reason = run.result().reason() + division;
        String withRemarks = String.join(
                        "; ",
                        Stream.concat(Stream.of(run.result().reason()), remarks.stream())
                                .toList())
                + division;
        return CutShort.damaged(log)
                .map(damaged -> Judgement.unanswered(damaged.verdict(), damaged.reason() + "; so far " + withRemarks))
                .orElseGet(() -> run.result()
                        .match(
                                found -> Judgement.answered(Verdict.SATURATED, reason),
                                taken -> Judgement.answered(Verdict.NOT_SATURATED, reason),
                                undecided -> Judgement.unanswered(Verdict.NO_VERDICT, withRemarks)));
    }

    /** Returns what the log shows beside the result: failures, and errors outside any request, which may be why there are none. */
    private static List<String> remarks(RunLog log, ForeignRun run) {
        List<String> remarks = new ArrayList<>(run.remarks());
        if (!log.errors().isEmpty()) {
            remarks.add(log.errors().total() + (log.errors().total() == 1 ? " error is" : " errors are")
                    + " in the log, outside any request: " + log.errors().description(MOST_ERRORS));
        }
        return remarks;
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
