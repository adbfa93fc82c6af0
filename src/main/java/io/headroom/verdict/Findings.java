package io.headroom.verdict;

import io.headroom.foreign.ForeignPoint;
import io.headroom.foreign.ForeignResult;
import io.headroom.foreign.ForeignRun;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.EndMark;
import io.headroom.plan.RunKind;
import io.headroom.runlog.RunLog;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run proves, and by what.
 *
 * @param verdict      in one word
 * @param answered     whether the answer that the run was made for is there
 * @param reason       in one sentence
 * @param kind         of run; nothing for a foreign simulation
 * @param saturation   the saturation point, as far as the rounds found it
 * @param capacity     with its confidence interval, of a search with arrivals
 * @param onePercent   the rate of arrivals of which 1 % are refused, where it was searched
 * @param target       the load to run at
 * @param notSaturated the highest load that was taken, where none was refused
 * @param hold         the step that stayed at the saturation point
 * @param targetStep   the step that verified the target
 * @param rounds       the rounds that were completed
 * @param steps        all finished steps with their verdicts
 * @param log          what the log held
 * @param foreign      what was found instead of rounds, where the simulation is none of ours
 */
public record Findings(
        Verdict verdict,
        boolean answered,
        String reason,
        Optional<RunKind> kind,
        Optional<Saturation> saturation,
        Optional<CapacityEstimate> capacity,
        Optional<OnePercentRate> onePercent,
        Optional<Target> target,
        Optional<StepStatistics> notSaturated,
        Optional<StepStatistics> hold,
        Optional<StepStatistics> targetStep,
        List<RoundResult> rounds,
        List<JudgedStep> steps,
        RunLog log,
        Optional<ForeignRun> foreign) {

    /** Less growth of the goodput than this over one raise of the load is none. */
    private static final double STOPPED_GROWING = 1.05;

    public Findings {
        rounds = List.copyOf(rounds);
        steps = List.copyOf(steps);
    }

    /**
     * A step and what it says.
     *
     * @param why in words, e.g. {@code refused 20 of 260 (7.7 %)}
     */
    public record JudgedStep(StepStatistics statistics, StepVerdict verdict, String why) {

        /** What the rule says of a finished step. */
        static JudgedStep of(StepStatistics step, SaturationRule rule) {
            return new JudgedStep(step, rule.judge(step), Evidence.of(step, rule));
        }
    }

    /**
     * The step whose latencies stand for the saturation point: held there if it was, else the median round's boundary; of a
     * search with arrivals, the one that was overloaded least.
     */
    public Optional<StepStatistics> atSaturation() {
        return hold.or(() -> saturation.map(point -> point.median().boundary()))
                .or(() -> foreignPoint().map(ForeignPoint::representative))
                .or(this::leastOverloaded);
    }

    private Optional<StepStatistics> leastOverloaded() {
        return steps.stream()
                .map(JudgedStep::statistics)
                .filter(step -> step.step().purpose() == Purpose.PLATEAU && capacity.isPresent())
                .filter(step -> step.offered().isOpen())
                .min(Comparator.comparingDouble(step -> step.offered().amount()));
    }

    /** How the run ended, if the log says so. */
    public Optional<EndMark> end() {
        return log.end();
    }

    /** What the target promised, against what was measured there. */
    public Optional<TargetCheck> targetCheck() {
        return target.flatMap(
                aim -> targetStep.map(step -> TargetCheck.of(aim, step, atSaturation(), capacity, onePercent)));
    }

    /** The saturation point that a simulation of somebody else shows. */
    public Optional<ForeignPoint> foreignPoint() {
        return foreign.map(ForeignRun::result)
                .flatMap(result -> result instanceof ForeignResult.Saturated found
                        ? Optional.of(found.point())
                        : Optional.empty());
    }

    /** Goodput at the saturation point, successes per second, whoever's simulation showed it. */
    public OptionalDouble capacityPerSecond() {
        return saturation
                .map(Saturation::goodputPerSecond)
                .or(() -> capacity.map(CapacityEstimate::perSecond))
                .or(() -> foreignPoint().map(ForeignPoint::goodputPerSecond))
                .stream()
                .mapToDouble(Double::doubleValue)
                .findFirst();
    }

    /** The capacity with its confidence interval, of a search that gives one. */
    public Optional<CapacityEstimate> interval() {
        return saturation.flatMap(Saturation::confidence).or(() -> capacity);
    }

    /** The step with the fewest callers that was no warm-up, if there is one: its latencies hold the least of waiting. */
    public Optional<StepStatistics> leastLoaded() {
        return steps.stream()
                .map(JudgedStep::statistics)
                .filter(step -> (step.step().round() > 0 || capacity.isPresent())
                        && step.latency().count() > 0)
                .filter(step -> step.step().load().closedLoopCallers().isPresent())
                .min(Comparator.comparingDouble(step -> step.step().load().amount()));
    }

    /** Whether the run searched with arrivals, of whatever kind it is; the arrivals that verify a target are no search. */
    public boolean searchedWithArrivals() {
        return steps.stream()
                .map(judged -> judged.statistics().step())
                .anyMatch(
                        step -> step.purpose() != Purpose.TARGET && step.load().isOpen());
    }

    /** What shows that the service was saturated, where it was. */
    public Optional<String> saturationEvidence() {
        return saturation.map(point -> Evidence.of(point.median()));
    }

    /** The same, of a run that does not say what it was made with: whatever it seems to prove, it does not. */
    public Findings withoutWorkload() {
        boolean restsOnSettings = EnumSet.of(Verdict.SATURATED, Verdict.NOT_SATURATED, Verdict.UNCONVERGED)
                .contains(verdict);
        return new Findings(
                restsOnSettings ? Verdict.INCOMPLETE : verdict,
                false,
                "without workload.json in the run's folder its settings are unknown, and the defaults are assumed; "
                        + reason,
                kind,
                saturation,
                capacity,
                onePercent,
                target,
                notSaturated,
                hold,
                targetStep,
                rounds,
                steps,
                log,
                foreign);
    }

    /** Whether more callers brought no more goodput, though nothing was refused: the service queues without end. */
    public boolean queuesWithoutEnd() {
        List<StepStatistics> up = steps.stream()
                .map(JudgedStep::statistics)
                .filter(step -> step.step().purpose() == Purpose.UP)
                .toList();
        if (notSaturated.isEmpty() || foreign.isPresent() || up.size() < 2) {
            return false;
        }
        double before = up.get(up.size() - 2).goodputPerSecond();
        return up.get(up.size() - 1).goodputPerSecond() < STOPPED_GROWING * before;
    }
}
