package io.headroom.gate;

import io.headroom.load.NormalQuantile;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.UnderLimit;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Verdict;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The figures of a run that gates can judge. If the run proves nothing, none of them is known.
 *
 * @param capacity     goodput at the saturation point, requests per second
 * @param underLimit   capacity under the limit, requests per second
 * @param targetRate   load to run at, requests per second; at most the safe rate if the service refuses at the target
 * @param latency      latencies of successes at the target, milliseconds
 * @param refusedShare share of refused requests at the target, 0 to 1
 * @param readiness    number of readiness failures at loads up to the target
 * @param disagreement half the width of the capacity's interval, as a share of the capacity
 * @param moved        whether the capacity changed during the measurement
 */
public record RunFigures(
        Figure capacity,
        Figure underLimit,
        Figure targetRate,
        Map<Percentile, Figure> latency,
        Figure refusedShare,
        Figure readiness,
        Figure disagreement,
        boolean moved) {

    public RunFigures {
        latency = Map.copyOf(latency);
    }

    /** A log of another simulation has no interval and no target, whatever its settings are. */
    private static final String FOREIGN = "a run of one of Headroom's simulations: gates do not judge those of others";

    /** Verdicts that leave a lower bound of the capacity. */
    private static final Set<Verdict> LOWER_BOUNDS = EnumSet.of(Verdict.NOT_SATURATED, Verdict.RATE_LIMITED);

    /** Returns the figures of a run. */
    public static RunFigures of(Findings findings) {
        boolean ours = !findings.isForeign();
        if (ours && findings.verdict() == Verdict.SATURATED) {
            Figure capacity = capacity(findings);
            Figure underLimit = underLimit(findings);
            Figure base = findings.isTargetOfLimit() ? atMost(underLimit, capacity) : capacity;
            TargetFigures target = new TargetFigures(findings, base);
            return new RunFigures(
                    capacity,
                    underLimit,
                    target.rate(),
                    latencies(target::latency),
                    target.refusedShare(),
                    target.readiness(),
                    disagreement(findings),
                    false);
        }
        Figure missing = new Figure.Missing(
                "the run is " + findings.verdict().word() + ": " + findings.reason(),
                ours ? wanted(findings.verdict()) : FOREIGN);
        return new RunFigures(
                ours && LOWER_BOUNDS.contains(findings.verdict()) ? atLeast(findings, missing) : missing,
                missing,
                missing,
                latencies(percentile -> missing),
                missing,
                missing,
                ours && roundsDisagree(findings) ? disagreement(findings) : missing,
                ours && findings.verdict() == Verdict.CAPACITY_MOVED);
    }

    private static String wanted(Verdict verdict) {
        return switch (verdict) {
            case INJECTOR_BOUND -> "an injector with more to spare";
            case NOT_SATURATED ->
                "a wider range of loads (headroom.search.maximum-callers, headroom.arrivals.maximum-rate)";
            case RATE_LIMITED -> "a run without the rate limiter, or one behind it";
            case UNCONVERGED -> "more rounds, or what the reason names";
            case CAPACITY_MOVED -> "a service of constant capacity, with autoscaling off";
            case SATURATED, INTERRUPTED, INCOMPLETE, NO_VERDICT -> "a run of Headroom that comes to its end";
        };
    }

    private static Map<Percentile, Figure> latencies(Function<Percentile, Figure> figures) {
        Map<Percentile, Figure> latencies = new EnumMap<>(Percentile.class);
        for (Percentile percentile : Percentile.values()) {
            latencies.put(percentile, figures.apply(percentile));
        }
        return latencies;
    }

    /**
     * Returns the capacity of a service that served all that was offered, or all that a rate limiter let pass: at least that much. The lower bound allows for chance,
     * by which a count {@code n} varies by {@code √n}, and for one request of each caller: callers who are answered at the same
     * moment may have been answered once more, or once less, within the window.
     */
    private static Figure atLeast(Findings findings, Figure missing) {
        return findings.highestServed()
                .filter(top -> top.counts().of(Outcome.OK) > 0 && top.windowMillis() > 0)
                .<Figure>map(top -> {
                    double served = top.goodputPerSecond();
                    double chance = NormalQuantile.TWO_SIDED_95
                            / Math.sqrt((double) top.counts().of(Outcome.OK));
                    return new Figure.Known(
                            served, Math.max(0, served * (1 - chance) - oneRequestEach(top)), Double.POSITIVE_INFINITY);
                })
                .orElse(missing);
    }

    private static double oneRequestEach(StepStatistics step) {
        return step.offered().closedLoopCallers().orElse(0) * 1000.0 / step.windowMillis();
    }

    private static Figure capacity(Findings findings) {
        return findings.interval()
                .<Figure>map(interval ->
                        new Figure.Known(interval.perSecond(), interval.lowPerSecond(), interval.highPerSecond()))
                .orElseGet(() -> new Figure.Missing(
                        "one round gives no confidence interval", "headroom.search.rounds of 2 or more"));
    }

    /**
     * Returns the capacity under the limit. It is only known from below if the limit was kept at the highest rate that was offered, and
     * only from above if it was missed at the lowest.
     */
    private static Figure underLimit(Findings findings) {
        return findings.limit()
                .flatMap(UnderLimit::result)
                .<Figure>map(result ->
                        new Figure.Known(result.kept().orElse(0), result.lowPerSecond(), result.highPerSecond()))
                .orElseGet(() -> notSearched(findings));
    }

    private static Figure notSearched(Findings findings) {
        return findings.limit()
                .map(limit -> new Figure.Missing(
                        limit.injectorBound()
                                ? "the injector limited the steps that look for the rate under the limit"
                                : "the run ended before the rate under the limit was known",
                        "an injector with more to spare"))
                .orElseGet(() ->
                        new Figure.Missing("no limit is set", "headroom.limit.latency or headroom.limit.failed-share"));
    }

    /** Returns a figure that is no larger than another one, so far as that is known. */
    private static Figure atMost(Figure figure, Figure most) {
        return figure instanceof Figure.Known known && most instanceof Figure.Known bound
                ? new Figure.Known(
                        known.value(), known.low(), Math.max(known.value(), Math.min(known.high(), bound.high())))
                : figure;
    }

    /** Returns whether the run did all its rounds and they still disagree. If it ran out of time, more rounds might have agreed. */
    private static boolean roundsDisagree(Findings findings) {
        return findings.verdict() == Verdict.UNCONVERGED
                && findings.end()
                        .map(EndMark::ending)
                        .filter(ending -> ending == Ending.COMPLETE)
                        .isPresent();
    }

    private static Figure disagreement(Findings findings) {
        return findings.interval()
                .<Figure>map(interval -> Figure.Known.exactly(interval.halfWidth()))
                .orElseGet(() -> new Figure.Missing(
                        "fewer than two rounds found the saturation point", "headroom.search.rounds of 2 or more"));
    }
}
