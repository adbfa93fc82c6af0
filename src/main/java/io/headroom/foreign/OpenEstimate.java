package io.headroom.foreign;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.StepVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Estimates the saturation point of an open load. Nothing is refused before the queues are full, so the highest rate
 * without refusals says little: it depends on how long it was offered. The capacity is the goodput of the steps that
 * were offered more than the service could serve. The median of these goodputs is taken, since it hardly depends on
 * where the steps begin. A step that refused some requests although it was offered less than that was hit by a burst. It is
 * no evidence of overload, but no evidence of a load that is taken either.
 */
final class OpenEstimate {

    private final List<ForeignStep> byRate;
    private final StepRule rule;
    private final StepJudge judge;
    private final Backlog backlog;

    private OpenEstimate(List<ForeignStep> steps, LoadTimeline timeline, StepRule rule, StepJudge judge) {
        this.byRate = steps.stream()
                .sorted(Comparator.comparingDouble(OpenEstimate::sent))
                .toList();
        this.rule = rule;
        this.judge = judge;
        this.backlog = new Backlog(
                timeline, steps.stream().map(ForeignStep::statistics).toList());
    }

    /** Returns the result of steps of constant load, at least one. */
    static ForeignResult of(List<ForeignStep> steps, LoadTimeline timeline, StepRule rule, StepJudge judge) {
        return new OpenEstimate(steps, timeline, rule, judge).judged();
    }

    private ForeignResult judged() {
        List<ForeignStep> overloaded =
                byRate.stream().filter(this::isOverloaded).toList();
        Optional<ForeignStep> taken = byRate.stream().filter(this::isTaken).reduce((lower, higher) -> higher);
        double most = taken.map(OpenEstimate::sent).orElse(0.0);
        List<ForeignStep> beyond =
                overloaded.stream().filter(step -> sent(step) > most).toList();
        boolean shown = beyond.stream().anyMatch(this::fallsShort);
        if (shown && (fallsBehind(beyond) || judge.isOverload(taken.isPresent(), beyond))) {
            return saturated(taken, beyond);
        }
        if (taken.isEmpty()) {
            return overloaded.isEmpty()
                    ? new ForeignResult.Undecided("no load was served long enough to prove anything")
                    : StepJudge.failsAtEveryLoad(overloaded);
        }
        return notSaturated(taken.get(), overloaded, beyond);
    }

    private ForeignResult notSaturated(ForeignStep top, List<ForeignStep> overloaded, List<ForeignStep> beyond) {
        String kept = (judge.isFlawless() ? "nothing was refused, and " : "") + "goodput kept up with what was offered";
        String failures = StepJudge.beyond(beyond)
                .or(() -> StepJudge.despite(overloaded, top))
                .or(() -> Optional.of("of these requests " + Goodputs.failures(top.statistics()))
                        .filter(words -> StepJudge.share(top) > 0))
                .map(words -> "; " + words)
                .orElse("");
        return new ForeignResult.NotSaturated(top.statistics(), kept + failures);
    }

    private ForeignResult saturated(Optional<ForeignStep> taken, List<ForeignStep> overloaded) {
        List<ForeignStep> measured =
                overloaded.stream().filter(this::fallsShort).toList();
        double plateau = Goodputs.median(measured);
        double served = byRate.stream()
                .filter(this::isTaken)
                .mapToDouble(ForeignStep::goodputPerSecond)
                .max()
                .orElse(0);
        boolean falls = plateau < Goodputs.PLATEAU * served;
        double goodput = falls ? served : plateau;
        List<ForeignStep> beyond = overloaded.stream()
                .filter(step -> sent(step) >= Goodputs.PLATEAU * goodput)
                .toList();
        if (beyond.isEmpty()) {
            return new ForeignResult.Undecided("requests were refused only while less was offered than "
                    + Goodputs.rate(goodput) + ", the goodput at that time");
        }
        StepStatistics first = beyond.get(0).statistics();
        String evidence = String.format(
                Locale.ROOT,
                "%s (median of %d step%s); %sat %s offered %s",
                falls
                        ? Goodputs.rate(goodput) + " were served, but under more load goodput falls to "
                                + Goodputs.rate(plateau)
                        : measured.size() == 1
                                ? "goodput is " + Goodputs.rate(goodput) + " while more is offered"
                                : "goodput stays at " + Goodputs.rate(goodput) + " however much more is offered",
                measured.size(),
                measured.size() == 1 ? "" : "s",
                taken.map(step -> Goodputs.rate(sent(step)) + " offered were taken, ")
                        .orElse(""),
                Goodputs.rate(first.sentPerSecond()),
                tooMuch(first));
        return new ForeignResult.Saturated(
                new ForeignPoint(goodput, taken.map(ForeignStep::statistics), first, evidence));
    }

    private static double sent(ForeignStep step) {
        return step.statistics().sentPerSecond();
    }

    private boolean isOverloaded(ForeignStep step) {
        return fallsShort(step) || step.verdict() == StepVerdict.SATURATED;
    }

    private boolean isTaken(ForeignStep step) {
        return !isOverloaded(step)
                && judge.succeeded(step)
                && step.verdict() != StepVerdict.INJECTOR_BOUND
                && !backlog.mayGrow(step.statistics());
    }

    /**
     * Returns whether the service refused, failed or left waiting more of the requests sent in the step than a plateau
     * tolerates.
     */
    private boolean fallsShort(ForeignStep step) {
        long total = step.statistics().counts().total();
        long taken = step.statistics().counts().of(Outcome.OK);
        boolean injector = step.verdict() == StepVerdict.INJECTOR_BOUND;
        return !injector
                && ((taken < Goodputs.PLATEAU * total
                                && total - taken >= rule.rule().minimumRefusals())
                        || backlog.grows(step.statistics()));
    }

    private boolean fallsBehind(List<ForeignStep> steps) {
        return steps.stream().anyMatch(step -> backlog.grows(step.statistics()));
    }

    private static String tooMuch(StepStatistics step) {
        return step.counts().of(Outcome.OK) < step.counts().total()
                ? Goodputs.failures(step)
                : "nothing was refused, but answers fell behind, after "
                        + step.latency().p50() + " ms (median)";
    }
}
