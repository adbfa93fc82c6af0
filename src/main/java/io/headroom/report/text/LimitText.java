package io.headroom.report.text;

import io.headroom.load.Limit;
import io.headroom.report.Figures;
import io.headroom.saturation.CallersUnderLimit;
import io.headroom.saturation.LimitResult;
import io.headroom.saturation.UnderLimit;
import io.headroom.verdict.Findings;
import java.util.Optional;

/** Says in words what was found out about the limits of the settings. */
public final class LimitText {

    private LimitText() {}

    /**
     * Returns the line about the limits, e.g. {@code Under the limit (p95 ≤ 100 ms): 70.3 req/s (95 % confidence: 68.1 to 72.6).};
     * empty if none was searched.
     */
    static Optional<String> of(Findings findings) {
        return findings.limit().map(LimitText::line);
    }

    private static String line(UnderLimit limit) {
        String found = limit.result()
                .map(LimitText::found)
                .orElse(
                        limit.injectorBound()
                                ? "not known, because the injector limited the steps that look for it."
                                : "not known, because the run ended before.");
        String binding = limit.decisive()
                .filter(one -> limit.limits().size() > 1)
                .map(one -> " Of the two it is \"" + one.description() + "\" that allows no more.")
                .orElse("");
        return "Under the limit (" + limit.description() + "): " + found + binding
                + limit.callers().map(most -> " " + callers(most)).orElse("");
    }

    private static String found(LimitResult result) {
        String perSecond = Figures.rate(result.perSecond());
        return result.match(
                rate -> rate.precise() ? rate(rate) + "." : "about " + rate(rate) + "; raise headroom.limit.duration.",
                throughout -> "it is kept up to " + perSecond + ", the highest rate that was offered.",
                nowhere -> "none: it is missed even at " + perSecond + ".");
    }

    private static String rate(LimitResult result) {
        return Figures.rate(result.perSecond()) + " ("
                + Figures.confidence(result.lowPerSecond(), result.highPerSecond()) + ")";
    }

    /** Warns that the rate of callers is none to promise. */
    private static String callers(CallersUnderLimit most) {
        return (most.callers() == 1 ? "1 caller kept it and got " : most.callers() + " callers kept it and got ")
                + Figures.rate(most.goodputPerSecond())
                + ", which is no rate to promise: callers wait for answers, and send less when these are slow.";
    }

    /** Returns what the load to run at is a share of, e.g. {@code the capacity under the limit}. */
    public static String base(Findings findings) {
        return findings.isTargetOfLimit() ? "the capacity under the limit" : "the capacity";
    }

    /** Returns the limit on latency; empty if there is none, or only one on failures. */
    public static Optional<Limit> latency(Findings findings) {
        return findings.limit().stream()
                .flatMap(found -> found.limits().stream())
                .filter(limit -> limit.latencyMillis().isPresent())
                .findFirst();
    }
}
