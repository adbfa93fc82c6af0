package io.headroom.html;

import io.headroom.report.Figures;
import io.headroom.report.text.LimitText;
import io.headroom.saturation.CapacityShift;
import io.headroom.saturation.LimitResult;
import io.headroom.saturation.UnderLimit;
import io.headroom.sizing.SafeRate;
import io.headroom.sizing.TargetCheck;
import io.headroom.sizing.TargetCheck.TargetPromise;
import io.headroom.verdict.Findings;
import java.util.Optional;

/**
 * A figure to be read at a glance.
 *
 * @param name   name of the figure
 * @param number its number, or that it is not known
 * @param unit   its unit; empty if it is not known
 * @param note   how certain it is, or what it is based on
 */
record KeyFigure(String name, String number, String unit, String note) {

    private static KeyFigure ofRate(String name, double perSecond, String note) {
        return new KeyFigure(name, Figures.rateWithoutUnit(perSecond), "req/s", note);
    }

    private static KeyFigure unknown(String name, String note) {
        return new KeyFigure(name, "not known", "", note);
    }

    /** Returns the capacity, as far as it is known. */
    static KeyFigure capacity(Findings findings) {
        AnswerKind kind = AnswerKind.of(findings);
        if (kind == AnswerKind.LOWER_BOUND) {
            return findings.highestServed()
                    .map(top -> ofRate(
                            "Capacity, at least",
                            top.goodputPerSecond(),
                            "served at " + top.offered().description()))
                    .orElseThrow();
        }
        if (findings.shift().isPresent()) {
            CapacityShift shift = findings.shift().get();
            return ofRate(
                    "Capacity now",
                    shift.afterPerSecond(),
                    "before: " + Figures.rate(shift.beforePerSecond()) + ", until " + shift.atMillis() / 1000
                            + " s after the start");
        }
        if (findings.capacityPerSecond().isEmpty()) {
            return unknown("Capacity", kind.meaning(findings.verdict()));
        }
        return ofRate(
                switch (kind) {
                    case ANSWER -> "Capacity";
                    case DOUBTFUL -> "Capacity, may be too low";
                    default -> "Capacity so far, not certain";
                },
                findings.capacityPerSecond().getAsDouble(),
                findings.interval()
                        .map(interval -> Figures.confidence(interval.lowPerSecond(), interval.highPerSecond()))
                        .orElse("without a confidence interval"));
    }

    /** Returns the capacity under the limit; empty if no limit was searched. */
    static Optional<KeyFigure> underLimit(Findings findings) {
        return findings.limit().map(KeyFigure::of);
    }

    private static KeyFigure of(UnderLimit limit) {
        String name = "With " + limit.description();
        return limit.result()
                .map(result -> of(name, result))
                .orElseGet(() -> unknown(
                        name,
                        limit.injectorBound() ? "the injector was the limit" : "the run ended before it was found"));
    }

    private static KeyFigure of(String name, LimitResult result) {
        return result.match(
                rate -> ofRate(
                        name,
                        rate.perSecond(),
                        Figures.confidence(rate.lowPerSecond(), rate.highPerSecond())
                                + (rate.precise() ? "" : ", not precise")),
                throughout -> ofRate(
                        name + ", at least", throughout.perSecond(), "kept up to the highest rate that was offered"),
                nowhere -> new KeyFigure(name, "none", "", "missed even at " + Figures.rate(nowhere.perSecond())));
    }

    /** Returns the load to run at. */
    static KeyFigure toRunAt(Findings findings) {
        Optional<SafeRate> safe = findings.targetCheck().flatMap(TargetCheck::safe);
        if (safe.isPresent()) {
            return ofRate(
                    "Run it at the safe rate",
                    safe.get().perSecond(),
                    safe.get().reason());
        }
        boolean certain = AnswerKind.of(findings) != AnswerKind.NO_ANSWER;
        return findings.target()
                .map(target -> ofRate(
                        certain ? "Run it at" : "Run it at, not certain",
                        target.offeredPerSecond(),
                        Figures.wholePercent(target.fraction()) + " of " + LimitText.base(findings) + check(findings)))
                .orElse(unknown(
                        "Run it at",
                        findings.shift().isPresent()
                                ? "measure again when nothing changes the capacity"
                                : findings.limit().isPresent()
                                        ? "no rate is known that keeps the limit"
                                        : "without a capacity there is no share of it"));
    }

    boolean isKnown() {
        return !unit.isEmpty();
    }

    private static String check(Findings findings) {
        Optional<TargetPromise> judgement = findings.targetCheck().map(TargetCheck::judgement);
        if (judgement.isEmpty()) {
            return ", not verified";
        }
        return switch (judgement.get()) {
            case KEPT -> ", verified";
            case REFUSES -> ", but it REFUSES REQUESTS there";
            case UNPROVEN -> ", measured but not proven";
        };
    }
}
