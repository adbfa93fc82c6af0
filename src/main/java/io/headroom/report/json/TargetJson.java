package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.saturation.OnePercentRate;
import io.headroom.sizing.SafeRate;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import io.headroom.verdict.Findings;
import java.util.Optional;

/** The load to run at in {@code headroom.json}, and what was measured there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TargetJson(
        double fraction,
        double offeredPerSecond,
        Double achievedPerSecond,
        Double refusedShare,
        Double highestRefusedShare,
        Long requests,
        LatencyJson latencyMillis,
        Double p95Ratio,
        String promise,
        OnePercentJson onePercentRefused,
        Double safePerSecond,
        String safeReason) {

    record OnePercentJson(double perSecond, double lowPerSecond, double highPerSecond, boolean atLeast) {

        static OnePercentJson of(OnePercentRate rate) {
            return new OnePercentJson(
                    Figures.rounded(rate.perSecond()),
                    Figures.rounded(rate.lowPerSecond()),
                    Figures.rounded(rate.highPerSecond()),
                    rate.atLeast());
        }
    }

    /** Returns the target of a run, if the run has one. */
    static Optional<TargetJson> of(Findings findings) {
        return findings.target().map(target -> of(target, findings));
    }

    private static TargetJson of(Target target, Findings findings) {
        Optional<StepStatistics> step = findings.targetStep();
        Optional<TargetCheck> check = findings.targetCheck();
        Optional<SafeRate> safe = check.flatMap(TargetCheck::safe);
        return new TargetJson(
                target.fraction(),
                Figures.rounded(target.offeredPerSecond()),
                step.map(measured -> Figures.rounded(measured.goodputPerSecond()))
                        .orElse(null),
                step.map(measured -> Figures.rounded(measured.refusedShare())).orElse(null),
                check.map(judged -> Figures.rounded(judged.refused().atMost())).orElse(null),
                step.map(measured -> measured.counts().total()).orElse(null),
                step.map(measured -> LatencyJson.of(measured.latency())).orElse(null),
                check.filter(judged -> judged.p95Ratio().isPresent())
                        .map(judged -> Figures.rounded(judged.p95Ratio().getAsDouble()))
                        .orElse(null),
                check.map(judged -> judged.judgement().word()).orElse(null),
                findings.onePercent().map(OnePercentJson::of).orElse(null),
                safe.map(rate -> Figures.rounded(rate.perSecond())).orElse(null),
                safe.map(SafeRate::reason).orElse(null));
    }
}
