package io.headroom.html;

import io.headroom.report.Figures;
import io.headroom.sizing.SafeRate;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import io.headroom.sizing.TargetCheck.TargetPromise;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Verdict;
import java.util.Optional;

/**
 * A figure to be read at a glance.
 *
 * @param name  name of the figure
 * @param value value with its unit
 * @param note  how certain it is, or what it is based on
 */
record KeyFigure(String name, String value, String note) {

    private static final String UNKNOWN = "not known";

    /** Returns the capacity, as far as it is known. */
    static KeyFigure capacity(Findings findings) {
        if (findings.capacityPerSecond().isPresent()) {
            return new KeyFigure(
                    findings.verdict() == Verdict.SATURATED ? "Capacity" : "Capacity so far",
                    Figures.rate(findings.capacityPerSecond().getAsDouble()),
                    findings.interval()
                            .map(interval -> Figures.confidence(interval.lowPerSecond(), interval.highPerSecond()))
                            .orElse("without a confidence interval"));
        }
        return findings.highestServed()
                .map(top -> new KeyFigure(
                        "Capacity, at least",
                        Figures.rate(top.goodputPerSecond()),
                        "served at " + top.offered().description()))
                .orElse(new KeyFigure("Capacity", UNKNOWN, findings.verdict().word()));
    }

    /** Returns the load to run at. */
    static KeyFigure toRunAt(Findings findings) {
        Optional<SafeRate> safe = findings.targetCheck().flatMap(TargetCheck::safe);
        if (safe.isPresent()) {
            return new KeyFigure(
                    "Run it at the safe rate",
                    Figures.rate(safe.get().perSecond()),
                    safe.get().reason());
        }
        return findings.target()
                .map(target -> new KeyFigure(
                        "Run it at", Figures.rate(target.offeredPerSecond()), share(target) + check(findings)))
                .orElse(new KeyFigure("Run it at", UNKNOWN, "without a capacity there is no share of it"));
    }

    private static String share(Target target) {
        return Figures.wholePercent(target.fraction()) + " of the capacity";
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
