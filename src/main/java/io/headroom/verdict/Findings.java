package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.plan.RunKind;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.StepVerdict;
import io.headroom.sizing.Target;
import java.util.List;
import java.util.Optional;

/**
 * What a run proves, and by what.
 *
 * @param verdict      in one word
 * @param reason       in one sentence
 * @param kind         of run; nothing for a foreign simulation
 * @param saturation   the saturation point, as far as the rounds found it
 * @param target       the load to run at
 * @param notSaturated the highest load that was taken, where none was refused
 * @param hold         the step that stayed at the saturation point
 * @param targetStep   the step that verified the target
 * @param rounds       the rounds that were completed
 * @param steps        all finished steps with their verdicts
 * @param log          what the log held
 */
public record Findings(
        Verdict verdict,
        String reason,
        Optional<RunKind> kind,
        Optional<Saturation> saturation,
        Optional<Target> target,
        Optional<StepStatistics> notSaturated,
        Optional<StepStatistics> hold,
        Optional<StepStatistics> targetStep,
        List<RoundResult> rounds,
        List<JudgedStep> steps,
        RunLog log) {

    public Findings {
        rounds = List.copyOf(rounds);
        steps = List.copyOf(steps);
    }

    /** A step and what it says. */
    public record JudgedStep(StepStatistics statistics, StepVerdict verdict) {}

    /** The step whose latencies stand for the saturation point: held there if it was, else the median round's boundary. */
    public Optional<StepStatistics> atSaturation() {
        return hold.or(() -> saturation.map(
                point -> point.rounds().get((point.rounds().size() - 1) / 2).boundary()));
    }

    /** What shows that the service was saturated, where it was. */
    public Optional<String> saturationEvidence() {
        return saturation.map(
                point -> Evidence.of(point.rounds().get(point.rounds().size() - 1)));
    }

    /** Whether the answer that the run was made for is there. */
    public boolean answered() {
        boolean tuned = verdict == Verdict.NO_VERDICT
                && kind.isPresent()
                && kind.get() != RunKind.SINGLE_CLIENT
                && log.smoke().map(call -> call.message().isEmpty()).orElse(false)
                && log.ending() == RunLog.Ending.FINISHED;
        return verdict == Verdict.SATURATED || verdict == Verdict.NOT_SATURATED || tuned;
    }
}
