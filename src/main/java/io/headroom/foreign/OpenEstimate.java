package io.headroom.foreign;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Estimates the saturation point of an open load. Nothing is refused before the queues are full, so the highest rate
 * without refusals says little: it depends on how long it was offered. The capacity is the goodput of the steps that
 * were offered more than the service could serve. The median of these goodputs is taken, since it hardly depends on
 * where the steps begin. A step that refused requests although it was offered less than that was hit by a burst. It is
 * no evidence of overload, but no evidence of a load that is taken either.
 */
final class OpenEstimate {

    private final List<StepStatistics> byRate;
    private final SaturationRule rule;
    private final Backlog backlog;

    private OpenEstimate(List<StepStatistics> steps, LoadTimeline timeline, SaturationRule rule) {
        this.byRate = steps.stream()
                .sorted(Comparator.comparingDouble(StepStatistics::sentPerSecond))
                .toList();
        this.rule = rule;
        this.backlog = new Backlog(timeline, steps);
    }

    static ForeignResult of(List<StepStatistics> steps, LoadTimeline timeline, SaturationRule rule) {
        return Goodputs.wrongTest(steps, rule).orElseGet(() -> new OpenEstimate(steps, timeline, rule).judged());
    }

    private ForeignResult judged() {
        List<StepStatistics> overloaded = byRate.stream()
                .filter(step -> fallsShort(step) || rule.judge(step) == StepVerdict.SATURATED)
                .toList();
        StepStatistics top = byRate.get(byRate.size() - 1);
        if (overloaded.isEmpty()) {
            return new ForeignResult.NotSaturated(
                    top,
                    rule.judge(top) == StepVerdict.CLEAN
                            ? "nothing was refused, and goodput kept up with what was offered"
                            : "goodput kept up with what was offered");
        }
        if (byRate.size() == overloaded.size() && !isPlateau(overloaded)) {
            return new ForeignResult.Undecided(
                    "the endpoint fails under the least load, and goodput still grows with the load");
        }
        return saturated(overloaded);
    }

    private ForeignResult saturated(List<StepStatistics> overloaded) {
        List<StepStatistics> wellOver =
                overloaded.stream().filter(this::fallsShort).toList();
        List<StepStatistics> measured = wellOver.isEmpty() ? overloaded : wellOver;
        double goodput = Goodputs.median(measured);
        List<StepStatistics> beyond = overloaded.stream()
                .filter(step -> step.sentPerSecond() >= Goodputs.PLATEAU * goodput)
                .toList();
        if (beyond.isEmpty()) {
            return new ForeignResult.Undecided("requests were refused only while less was offered than "
                    + Goodputs.rate(goodput) + ", the goodput at that time");
        }
        StepStatistics first = beyond.get(0);
        Optional<StepStatistics> taken = byRate.stream()
                .filter(step -> step.sentPerSecond() < first.sentPerSecond())
                .filter(step -> !overloaded.contains(step))
                .reduce((lower, higher) -> higher);
        String evidence = String.format(
                Locale.ROOT,
                "goodput stays at %s however much more is offered (median of %d steps); %sat %s offered %s",
                Goodputs.rate(goodput),
                measured.size(),
                taken.map(step -> Goodputs.rate(step.sentPerSecond()) + " offered were taken, ")
                        .orElse(""),
                Goodputs.rate(first.sentPerSecond()),
                tooMuch(first));
        return new ForeignResult.Saturated(new ForeignPoint(goodput, taken, first, evidence));
    }

    /**
     * Returns whether the service refused, failed or left waiting more of the requests sent in the step than a plateau
     * tolerates.
     */
    private boolean fallsShort(StepStatistics step) {
        long total = step.counts().total();
        long taken = step.counts().of(Outcome.OK);
        return (taken < Goodputs.PLATEAU * total && total - taken >= rule.minimumRefusals()) || backlog.grows(step);
    }

    private static String tooMuch(StepStatistics step) {
        return step.counts().of(Outcome.OK) < step.counts().total()
                ? Goodputs.refusals(step)
                : "nothing was refused, but answers fell behind, after "
                        + step.latency().p50() + " ms (median)";
    }

    private static boolean isPlateau(List<StepStatistics> overloaded) {
        StepStatistics least = overloaded.get(0);
        StepStatistics most = overloaded.get(overloaded.size() - 1);
        return Goodputs.isPlateau(least, most, most.sentPerSecond() / least.sentPerSecond());
    }
}
