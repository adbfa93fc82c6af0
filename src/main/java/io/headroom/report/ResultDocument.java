package io.headroom.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.headroom.foreign.ForeignPoint;
import io.headroom.load.LatencyMillis;
import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.run.Json;
import io.headroom.run.Workload;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.simlog.LogState;
import io.headroom.sizing.Target;
import io.headroom.verdict.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
        List<RoundPart> rounds,
        List<StepPart> steps,
        Workload workload,
        DataPart data) {

    static final String SCHEMA = "headroom/1";

    record LatencyPart(double mean, long p50, long p95, long p99, long max) {
        static LatencyPart of(LatencyMillis latency) {
            return latency.count() == 0
                    ? null
                    : new LatencyPart(
                            Figures.rounded(latency.mean()),
                            latency.p50(),
                            latency.p95(),
                            latency.p99(),
                            latency.max());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SaturationPart(
            double goodputPerSecond,
            Integer callers,
            double spreadShare,
            boolean consistent,
            LatencyPart latencyMillis,
            String evidence) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TargetPart(
            double fraction,
            double offeredPerSecond,
            Double achievedPerSecond,
            Double refusedShare,
            Long requests,
            LatencyPart latencyMillis) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NotSaturatedPart(Integer callers, double goodputPerSecond) {}

    record DegradationPart(double p50Ratio, double p95Ratio) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RoundPart(
            int round,
            String result,
            Integer callers,
            Double goodputPerSecond,
            Integer firstRefusedCallers,
            Double firstRefusedShare) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepPart(
            String label,
            int number,
            Integer round,
            String purpose,
            Integer callers,
            Double offeredPerSecond,
            Integer messages,
            long windowStartMillis,
            long windowMillis,
            double sentPerSecond,
            double goodputPerSecond,
            Map<String, Long> requests,
            double refusedShare,
            double notReadyShare,
            LatencyPart latencyMillis,
            LatencyPart refusedLatencyMillis,
            long readinessProbes,
            long readinessFailures,
            String verdict) {}

    record DataPart(boolean complete, String state, long records) {}

    static ResultDocument of(Findings findings, Optional<Workload> workload) {
        return new ResultDocument(
                SCHEMA,
                findings.verdict().word(),
                findings.reason(),
                findings.saturation()
                        .map(point -> saturation(point, findings))
                        .or(() -> findings.foreignPoint().map(ResultDocument::saturation))
                        .orElse(null),
                findings.target()
                        .map(target -> target(target, findings.targetStep()))
                        .orElse(null),
                findings.notSaturated()
                        .map(top -> new NotSaturatedPart(callers(top), Figures.rounded(top.goodputPerSecond())))
                        .orElse(null),
                Degradation.of(findings)
                        .map(ratio -> new DegradationPart(
                                Figures.rounded(ratio.p50Ratio()), Figures.rounded(ratio.p95Ratio())))
                        .orElse(null),
                rounds(findings.rounds()),
                findings.steps().stream().map(ResultDocument::step).toList(),
                workload.orElse(null),
                new DataPart(
                        findings.log().state() instanceof LogState.Complete,
                        findings.log().state().words(),
                        findings.log().state().records()));
    }

    byte[] json() {
        try {
            return Json.mapper().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of plain values", e);
        }
    }

    private static SaturationPart saturation(Saturation point, Findings findings) {
        return new SaturationPart(
                Figures.rounded(point.goodputPerSecond()),
                point.callers(),
                Figures.rounded(point.spread()),
                point.consistent(),
                findings.atSaturation()
                        .map(step -> LatencyPart.of(step.latency()))
                        .orElse(null),
                findings.saturationEvidence().orElse(""));
    }

    private static SaturationPart saturation(ForeignPoint point) {
        return new SaturationPart(
                Figures.rounded(point.goodputPerSecond()),
                point.callers().orElse(null),
                0,
                false,
                LatencyPart.of(point.representative().latency()),
                point.evidence());
    }

    private static TargetPart target(Target target, Optional<StepStatistics> step) {
        return new TargetPart(
                target.fraction(),
                Figures.rounded(target.offeredPerSecond()),
                step.map(measured -> Figures.rounded(measured.goodputPerSecond()))
                        .orElse(null),
                step.map(measured -> Figures.rounded(measured.refusedShare())).orElse(null),
                step.map(measured -> measured.counts().total()).orElse(null),
                step.map(measured -> LatencyPart.of(measured.latency())).orElse(null));
    }

    private static List<RoundPart> rounds(List<RoundResult> results) {
        List<RoundPart> parts = new ArrayList<>();
        for (RoundResult result : results) {
            int round = parts.size() + 1;
            if (result instanceof RoundResult.Boundary found) {
                StepStatistics boundary = found.boundary();
                StepStatistics beyond = found.firstBeyond();
                parts.add(new RoundPart(
                        round,
                        "boundary",
                        callers(boundary),
                        Figures.rounded(boundary.goodputPerSecond()),
                        callers(beyond),
                        Figures.rounded(beyond.refusedShare())));
            } else if (result instanceof RoundResult.NotSaturated taken) {
                parts.add(new RoundPart(
                        round,
                        "not-saturated",
                        callers(taken.top()),
                        Figures.rounded(taken.top().goodputPerSecond()),
                        null,
                        null));
            } else {
                parts.add(new RoundPart(round, "useless", null, null, null, null));
            }
        }
        return parts;
    }

    private static StepPart step(Findings.JudgedStep judged) {
        StepStatistics step = judged.statistics();
        Load load = step.step().load();
        return new StepPart(
                step.step().label(),
                step.step().number(),
                step.step().round() == 0 ? null : step.step().round(),
                step.step().purpose().word(),
                callers(step),
                load instanceof Load.Arrivals arrivals ? arrivals.requestsPerSecond() : null,
                load instanceof Load.Messages messages ? messages.messages() : null,
                step.windowStartMillis(),
                step.windowMillis(),
                Figures.rounded(step.sentPerSecond()),
                Figures.rounded(step.goodputPerSecond()),
                requests(step),
                Figures.rounded(step.refusedShare()),
                Figures.rounded(step.counts().share(Outcome.NOT_READY)),
                LatencyPart.of(step.latency()),
                LatencyPart.of(step.refusedLatency()),
                step.probes(),
                step.probeFailures(),
                judged.verdict().word());
    }

    private static Map<String, Long> requests(StepStatistics step) {
        return step.counts().byOutcome().entrySet().stream()
                .filter(entry -> entry.getKey() == Outcome.OK || entry.getValue() > 0)
                .collect(Collectors.toMap(
                        entry -> entry.getKey().word(), Map.Entry::getValue, Long::sum, LinkedHashMap::new));
    }

    private static Integer callers(StepStatistics step) {
        Load load = step.step().load();
        if (load instanceof Load.Callers closed) {
            return closed.callers();
        }
        return load instanceof Load.Messages messages ? messages.callers() : null;
    }
}
