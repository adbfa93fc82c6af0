package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.load.Limit;
import io.headroom.report.Figures;
import io.headroom.report.json.SaturationJson.Confidence95Json;
import io.headroom.saturation.CallersUnderLimit;
import io.headroom.saturation.LimitResult;
import io.headroom.saturation.UnderLimit;
import io.headroom.verdict.Findings;
import java.util.List;
import java.util.Optional;

/** The limit in {@code headroom.json}, and the capacity under it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LimitJson(
        Long latencyMillis,
        Double percentile,
        double allowedShare,
        Double failedShare,
        String found,
        String binding,
        Double ratePerSecond,
        Confidence95Json confidence95,
        Integer callers,
        Double callersGoodputPerSecond,
        boolean givesTarget) {

    /** Returns the limit of a run, if one was searched. */
    static Optional<LimitJson> of(Findings findings) {
        return findings.limit()
                .map(limit -> of(
                        limit,
                        findings.isTargetOfLimit()
                                && findings.targetBase().isPresent()
                                && findings.target().isPresent()));
    }

    private static LimitJson of(UnderLimit limit, boolean givesTarget) {
        Limit first = limit.limits().get(0);
        boolean hasLatency = first.latencyMillis().isPresent();
        List<Limit> others = limit.limits().subList(1, limit.limits().size());
        Optional<LimitResult> kept =
                limit.result().filter(result -> result.kept().isPresent());
        return new LimitJson(
                hasLatency ? first.latencyMillis().getAsLong() : null,
                hasLatency ? first.percentile() : null,
                Figures.rounded(first.allowed()),
                others.stream()
                        .map(other -> Figures.rounded(other.allowed()))
                        .findFirst()
                        .orElse(null),
                limit.word(),
                limit.decisive().map(LimitJson::name).orElse(null),
                kept.map(result -> Figures.rounded(result.perSecond())).orElse(null),
                kept.filter(result -> Double.isFinite(result.highPerSecond()))
                        .map(LimitJson::interval)
                        .orElse(null),
                limit.callers().map(CallersUnderLimit::callers).orElse(null),
                limit.callers()
                        .map(most -> Figures.rounded(most.goodputPerSecond()))
                        .orElse(null),
                givesTarget);
    }

    private static String name(Limit limit) {
        return limit.latencyMillis().isPresent() ? "latency" : "failed-share";
    }

    private static Confidence95Json interval(LimitResult result) {
        return new Confidence95Json(Figures.rounded(result.lowPerSecond()), Figures.rounded(result.highPerSecond()));
    }
}
