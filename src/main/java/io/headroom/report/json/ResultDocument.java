package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.foreign.ForeignPoint;
import io.headroom.load.StepStatistics;
import io.headroom.report.Degradation;
import io.headroom.report.Figures;
import io.headroom.run.Json;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.Saturation;
import io.headroom.settings.Workload;
import io.headroom.simlog.LogState;
import io.headroom.sizing.SafeRate;
import io.headroom.sizing.Sizing;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import io.headroom.verdict.Evidence;
import io.headroom.verdict.Findings;
import java.util.List;
import java.util.Optional;

/**
 * {@code headroom.json}, as {@code headroom.schema.json} describes it. Every figure has its unit in its name; what was
 * not measured is left out.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ResultDocument(
        String schema,
        String verdict,
        String reason,
        SaturationJson saturation,
        TargetJson target,
        NotSaturatedJson notSaturated,
        DegradationJson degradation,
        SizingJson sizing,
        List<RoundJson> rounds,
        List<StepJson> steps,
        List<ClientJson> clients,
        FairnessJson fairness,
        Workload workload,
        DataJson data) {

    static final String SCHEMA = "headroom/1";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SaturationJson(
            double goodputPerSecond,
            Confidence95Json confidence95,
            Integer callers,
            Double spreadShare,
            Boolean consistent,
            LatencyJson latencyMillis,
            String evidence) {}

    record Confidence95Json(double lowPerSecond, double highPerSecond) {}

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
            String safeReason) {}

    record OnePercentJson(double perSecond, double lowPerSecond, double highPerSecond, boolean atLeast) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NotSaturatedJson(Integer callers, double goodputPerSecond) {}

    record DegradationJson(double p50Ratio, double p95Ratio) {}

    record FairnessJson(double jainIndex, List<Integer> starved) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DataJson(boolean complete, String state, long records, long virtualUsersLeft, PartsJson parts) {}

    public static ResultDocument of(Findings findings, Optional<Sizing> sizing, Optional<Workload> workload) {
        return new ResultDocument(
                SCHEMA,
                findings.verdict().word(),
                findings.reason(),
                findings.saturation()
                        .map(point -> saturation(point, findings))
                        .or(() -> findings.capacity().map(capacity -> saturation(capacity, findings)))
                        .or(() -> findings.foreignPoint().map(ResultDocument::saturation))
                        .orElse(null),
                findings.target().map(target -> target(target, findings)).orElse(null),
                findings.notSaturated()
                        .map(top ->
                                new NotSaturatedJson(StepJson.callers(top), Figures.rounded(top.goodputPerSecond())))
                        .orElse(null),
                Degradation.of(findings)
                        .map(ratio -> new DegradationJson(
                                Figures.rounded(ratio.p50Ratio()), Figures.rounded(ratio.p95Ratio())))
                        .orElse(null),
                sizing.map(SizingJson::of).orElse(null),
                RoundJson.of(findings.rounds()),
                findings.steps().stream().map(StepJson::of).toList(),
                ClientJson.of(findings),
                findings.log()
                        .fairness()
                        .map(fairness -> new FairnessJson(Figures.rounded(fairness.index()), fairness.starved()))
                        .orElse(null),
                workload.orElse(null),
                new DataJson(
                        findings.log().state() instanceof LogState.Complete,
                        findings.log().state().description(),
                        findings.log().state().records(),
                        findings.log().usersLeft(),
                        findings.log().parts().map(PartsJson::of).orElse(null)));
    }

    public byte[] json() {
        return Json.bytes(this);
    }

    private static SaturationJson saturation(Saturation point, Findings findings) {
        return new SaturationJson(
                Figures.rounded(point.goodputPerSecond()),
                point.confidence().map(ResultDocument::confidence95).orElse(null),
                StepJson.callers(point.median().boundary()),
                Figures.rounded(point.spread()),
                point.consistent(),
                findings.atSaturation()
                        .map(step -> LatencyJson.of(step.latency()))
                        .orElse(null),
                findings.saturationEvidence().orElse(""));
    }

    private static SaturationJson saturation(CapacityEstimate capacity, Findings findings) {
        return new SaturationJson(
                Figures.rounded(capacity.perSecond()),
                confidence95(capacity),
                null,
                null,
                null,
                findings.atSaturation()
                        .map(step -> LatencyJson.of(step.latency()))
                        .orElse(null),
                Evidence.of(capacity));
    }

    private static Confidence95Json confidence95(CapacityEstimate capacity) {
        return new Confidence95Json(
                Figures.rounded(capacity.lowPerSecond()), Figures.rounded(capacity.highPerSecond()));
    }

    private static SaturationJson saturation(ForeignPoint point) {
        return new SaturationJson(
                Figures.rounded(point.goodputPerSecond()),
                null,
                point.callers().orElse(null),
                null,
                null,
                LatencyJson.of(point.representative().latency()),
                point.evidence());
    }

    private static TargetJson target(Target target, Findings findings) {
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
                findings.onePercent().map(ResultDocument::onePercent).orElse(null),
                safe.map(rate -> Figures.rounded(rate.perSecond())).orElse(null),
                safe.map(SafeRate::reason).orElse(null));
    }

    private static OnePercentJson onePercent(OnePercentRate rate) {
        return new OnePercentJson(
                Figures.rounded(rate.perSecond()),
                Figures.rounded(rate.lowPerSecond()),
                Figures.rounded(rate.highPerSecond()),
                rate.atLeast());
    }
}
