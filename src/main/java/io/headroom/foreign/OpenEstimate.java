package io.headroom.foreign;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The saturation point of an open load. Nothing is refused before the queue is full, so the highest rate without refusals
 * says little: it depends on how long it was offered. The capacity is the goodput of the steps that were offered more than
 * the service could serve; the median of them, since it hardly depends on where they begin. Steps that refused though they
 * were offered less than that were hit by a burst: they are no evidence of overload, and not of a load that is taken either.
 */
final class OpenEstimate {

    private OpenEstimate() {}

    static ForeignResult of(List<StepStatistics> steps, SaturationRule rule) {
        return Goodputs.wrongTest(steps, rule).orElseGet(() -> judged(steps, rule));
    }

    private static ForeignResult judged(List<StepStatistics> steps, SaturationRule rule) {
        List<StepStatistics> byRate = steps.stream()
                .sorted(Comparator.comparingDouble(StepStatistics::sentPerSecond))
                .toList();
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
        return new ForeignResult.Saturated(point(byRate, overloaded));
    }

    private static ForeignPoint point(List<StepStatistics> byRate, List<StepStatistics> overloaded) {
        List<StepStatistics> wellOver =
                overloaded.stream().filter(OpenEstimate::fallsShort).toList();
        double goodput = Goodputs.median(wellOver.isEmpty() ? overloaded : wellOver);
        List<StepStatistics> beyond = overloaded.stream()
                .filter(step -> step.sentPerSecond() >= Goodputs.PLATEAU * goodput)
                .toList();
        StepStatistics first = beyond.get(0);
        Optional<StepStatistics> taken = byRate.stream()
                .filter(step -> step.sentPerSecond() < first.sentPerSecond())
                .filter(step -> !overloaded.contains(step))
                .reduce((lower, higher) -> higher);
        String evidence = String.format(
                Locale.ROOT,
                "goodput stays at %s however much more is offered (median of %d steps); %sat %s offered %s",
                Goodputs.rate(goodput),
                wellOver.isEmpty() ? overloaded.size() : wellOver.size(),
                taken.map(step -> Goodputs.rate(step.sentPerSecond()) + " offered were taken, ")
                        .orElse(""),
                Goodputs.rate(first.sentPerSecond()),
                Goodputs.refusals(first));
        return new ForeignPoint(goodput, taken, first, evidence);
    }

    private static boolean fallsShort(StepStatistics step) {
        return step.goodputPerSecond() < Goodputs.PLATEAU * step.sentPerSecond();
    }

    /** Whether more load brought no more goodput; a share that always fails grows with the load. */
    private static boolean isPlateau(List<StepStatistics> overloaded) {
        StepStatistics least = overloaded.get(0);
        StepStatistics most = overloaded.get(overloaded.size() - 1);
        double grown = most.sentPerSecond() / least.sentPerSecond();
        return most.goodputPerSecond() <= least.goodputPerSecond() * Math.sqrt(grown);
    }
}
