package io.headroom.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.foreign.ForeignPoint;
import io.headroom.load.StepStatistics;
import io.headroom.run.Json;
import io.headroom.run.Workload;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.Saturation;
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
record ResultDocument(
        String schema,
        String verdict,
        String reason,
        SaturationPart saturation,
        TargetPart target,
        NotSaturatedPart notSaturated,
        DegradationPart degradation,
        SizingPart sizing,
        List<RoundPart> rounds,
        List<StepPart> steps,
        List<ClientPart> clients,
        FairnessPart fairness,
        Workload workload,
        DataPart data) {

    static final String SCHEMA = "headroom/1";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SaturationPart(
            double goodputPerSecond,
            Confidence95Part confidence95,
            Integer callers,
            Double spreadShare,
            Boolean consistent,
            LatencyPart latencyMillis,
            String evidence) {}

    record Confidence95Part(double lowPerSecond, double highPerSecond) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TargetPart(
            double fraction,
            double offeredPerSecond,
            Double achievedPerSecond,
            Double refusedShare,
            Double highestRefusedShare,
            Long requests,
            LatencyPart latencyMillis,
            Double p95Ratio,
            String promise,
            OnePercentPart onePercentRefused,
            Double safePerSecond,
            String safeReason) {}

    record OnePercentPart(double perSecond, double lowPerSecond, double highPerSecond, boolean atLeast) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NotSaturatedPart(Integer callers, double goodputPerSecond) {}

    record DegradationPart(double p50Ratio, double p95Ratio) {}

    record FairnessPart(double jainIndex, List<Integer> starved) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DataPart(boolean complete, String state, long records, long virtualUsersLeft, PartsPart parts) {}

    static ResultDocument of(Findings findings, Optional<Sizing> sizing, Optional<Workload> workload) {
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
                                new NotSaturatedPart(StepPart.callers(top), Figures.rounded(top.goodputPerSecond())))
                        .orElse(null),
                Degradation.of(findings)
                        .map(ratio -> new DegradationPart(
                                Figures.rounded(ratio.p50Ratio()), Figures.rounded(ratio.p95Ratio())))
                        .orElse(null),
                sizing.map(SizingPart::of).orElse(null),
                RoundPart.of(findings.rounds()),
                findings.steps().stream().map(StepPart::of).toList(),
                ClientPart.of(findings),
                findings.log()
                        .fairness()
                        .map(fairness -> new FairnessPart(Figures.rounded(fairness.index()), fairness.starved()))
                        .orElse(null),
                workload.orElse(null),
                new DataPart(
                        findings.log().state() instanceof LogState.Complete,
                        findings.log().state().words(),
                        findings.log().state().records(),
                        findings.log().usersLeft(),
                        findings.log().parts().map(PartsPart::of).orElse(null)));
    }

    byte[] json() {
        return Json.bytes(this);
    }

    private static SaturationPart saturation(Saturation point, Findings findings) {
        return new SaturationPart(
                Figures.rounded(point.goodputPerSecond()),
                point.confidence().map(ResultDocument::confidence95).orElse(null),
                StepPart.callers(point.median().boundary()),
                Figures.rounded(point.spread()),
                point.consistent(),
                findings.atSaturation()
                        .map(step -> LatencyPart.of(step.latency()))
                        .orElse(null),
                findings.saturationEvidence().orElse(""));
    }

    private static SaturationPart saturation(CapacityEstimate capacity, Findings findings) {
        return new SaturationPart(
                Figures.rounded(capacity.perSecond()),
                confidence95(capacity),
                null,
                null,
                null,
                findings.atSaturation()
                        .map(step -> LatencyPart.of(step.latency()))
                        .orElse(null),
                Evidence.of(capacity));
    }

    private static Confidence95Part confidence95(CapacityEstimate capacity) {
        return new Confidence95Part(
                Figures.rounded(capacity.lowPerSecond()), Figures.rounded(capacity.highPerSecond()));
    }

    private static SaturationPart saturation(ForeignPoint point) {
        return new SaturationPart(
                Figures.rounded(point.goodputPerSecond()),
                null,
                point.callers().orElse(null),
                null,
                null,
                LatencyPart.of(point.representative().latency()),
                point.evidence());
    }

    private static TargetPart target(Target target, Findings findings) {
        Optional<StepStatistics> step = findings.targetStep();
        Optional<TargetCheck> check = findings.targetCheck();
        Optional<SafeRate> safe = check.flatMap(TargetCheck::safe);
        return new TargetPart(
                target.fraction(),
                Figures.rounded(target.offeredPerSecond()),
                step.map(measured -> Figures.rounded(measured.goodputPerSecond()))
                        .orElse(null),
                step.map(measured -> Figures.rounded(measured.refusedShare())).orElse(null),
                check.map(judged -> Figures.rounded(judged.refused().atMost())).orElse(null),
                step.map(measured -> measured.counts().total()).orElse(null),
                step.map(measured -> LatencyPart.of(measured.latency())).orElse(null),
                check.filter(judged -> judged.p95Ratio().isPresent())
                        .map(judged -> Figures.rounded(judged.p95Ratio().getAsDouble()))
                        .orElse(null),
                check.map(judged -> judged.judgement().word()).orElse(null),
                findings.onePercent().map(ResultDocument::onePercent).orElse(null),
                safe.map(rate -> Figures.rounded(rate.perSecond())).orElse(null),
                safe.map(SafeRate::reason).orElse(null));
    }

    private static OnePercentPart onePercent(OnePercentRate rate) {
        return new OnePercentPart(
                Figures.rounded(rate.perSecond()),
                Figures.rounded(rate.lowPerSecond()),
                Figures.rounded(rate.highPerSecond()),
                rate.atLeast());
    }
}
