package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.runlog.RunLog;
import io.headroom.saturation.Goodput;
import io.headroom.saturation.InjectorLimit;
import io.headroom.saturation.Outage;
import io.headroom.saturation.OverloadRule;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import io.headroom.verdict.Findings.JudgedStep;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The finished steps of a run, and the verdict of the saturation rule on each.
 *
 * <p>A step that only some of the clients finished is reported, but it is no evidence: its load was not offered in full.
 */
final class FinishedSteps {

    private final List<StepStatistics> reported;
    private final List<StepStatistics> evidence;
    private final SaturationRule rule;

    private FinishedSteps(List<StepStatistics> reported, List<StepStatistics> evidence, SaturationRule rule) {
        this.reported = reported;
        this.evidence = evidence;
        this.rule = rule;
    }

    static FinishedSteps of(RunLog log, SaturationRule rule) {
        List<StepStatistics> reported = withoutCutStep(log);
        return new FinishedSteps(
                reported, reported.stream().filter(log::isWhole).toList(), rule);
    }

    /**
     * Removes the step during which the run was stopped: it was cut short. The merged log of several clients does not contain
     * that step in the first place.
     */
    private static List<StepStatistics> withoutCutStep(RunLog log) {
        List<StepStatistics> steps = log.steps();
        boolean stopped =
                log.end().filter(end -> end.ending() == Ending.INTERRUPTED).isPresent();
        boolean cut = stopped && log.completeness().isEmpty() && !steps.isEmpty();
        return cut ? steps.subList(0, steps.size() - 1) : steps;
    }

    /** Returns all finished steps with their verdicts. */
    List<JudgedStep> judged() {
        return reported.stream()
                .map(step -> Evidence.judge(step, reported, rule))
                .toList();
    }

    /** Returns the steps that all clients finished. */
    List<StepStatistics> evidence() {
        return evidence;
    }

    StepVerdict verdict(StepStatistics step) {
        return new OverloadRule(rule).judge(step, reported);
    }

    /** Returns whether the injector limited a step. The goodput of such a step is only a lower bound. */
    boolean isInjectorBound(StepStatistics step) {
        return verdict(step) == StepVerdict.INJECTOR_BOUND;
    }

    boolean hasInjectorBound() {
        return evidence.stream().anyMatch(this::isInjectorBound);
    }

    /** Returns whether an injector failed to send, for example because it had no ports left. */
    boolean hasInjectorFailures() {
        return evidence.stream()
                .flatMap(step -> rule.injectorLimit(step).stream())
                .anyMatch(limit -> limit == InjectorLimit.FAILURES);
    }

    /** Describes how the injector limited the last step that it limited. */
    String injectorEvidence() {
        return evidence.stream()
                .filter(this::isInjectorBound)
                .reduce((earlier, later) -> later)
                .map(step -> "at " + step.offered().description() + " " + Evidence.of(step, rule))
                .orElseThrow();
    }

    /** Returns the step that bounds the capacity from below, of those that the service did not limit. */
    Optional<StepStatistics> mostServed() {
        return Goodput.bound(taken());
    }

    /** Returns whether the service took more in a step that the injector limited than in any clean one. */
    boolean servedMostWhenInjectorBound() {
        return taken().stream()
                .max(Comparator.comparingDouble(StepStatistics::goodputPerSecond))
                .filter(this::isInjectorBound)
                .isPresent();
    }

    private List<StepStatistics> taken() {
        return evidence.stream()
                .filter(step -> isInjectorBound(step) || verdict(step) == StepVerdict.CLEAN)
                .toList();
    }

    /** Names the load of the last step. If nothing was ever served, the endpoint failed under the least load already. */
    String lastLoad() {
        if (evidence.isEmpty() || evidence.stream().allMatch(step -> step.goodputPerSecond() == 0)) {
            return " under the least load";
        }
        return " in step " + evidence.get(evidence.size() - 1).step().label();
    }

    /** Describes how the service went away and did not come back. */
    String outage() {
        return Outage.divide(evidence, rule).current().map(Evidence::of).orElseThrow();
    }

    /** Says how much of the last step was refused, e.g. {@code with 2.3 % refused}. */
    String lastRefusals() {
        double share =
                evidence.isEmpty() ? 0 : evidence.get(evidence.size() - 1).refusedShare();
        return share == 0 ? "without refusals" : String.format(Locale.ROOT, "with %.1f %% refused", 100 * share);
    }

    /** Lists what failed in the last step. */
    String lastFailures() {
        return evidence.isEmpty()
                ? "nothing was measured"
                : Evidence.failures(evidence.get(evidence.size() - 1))
                        + Evidence.ofCause(evidence.get(evidence.size() - 1))
                                .map("; "::concat)
                                .orElse("");
    }
}
