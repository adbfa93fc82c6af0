package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.verdict.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of one step in {@code headroom.json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepJson(
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
        List<FailureJson> failures,
        double refusedShare,
        double notReadyShare,
        LatencyJson latencyMillis,
        LatencyJson refusedLatencyMillis,
        InjectorJson injector,
        long readinessProbes,
        long readinessFailures,
        String verdict) {

    public static StepJson of(Findings.JudgedStep judged) {
        StepStatistics step = judged.statistics();
        Load load = step.offered();
        return new StepJson(
                step.step().label(),
                step.step().number(),
                step.step().round() == 0 ? null : step.step().round(),
                step.step().purpose().word(),
                callers(step),
                load.offeredPerSecond().isPresent() ? load.amount() : null,
                load.totalMessages().isPresent() ? load.totalMessages().getAsInt() : null,
                step.windowStartMillis(),
                step.windowMillis(),
                Figures.rounded(step.sentPerSecond()),
                Figures.rounded(step.goodputPerSecond()),
                requests(step),
                FailureJson.of(step.counts()),
                Figures.rounded(step.refusedShare()),
                Figures.rounded(step.counts().share(Outcome.NOT_READY)),
                LatencyJson.of(step.latency()),
                LatencyJson.of(step.refusedLatency()),
                step.injector().map(InjectorJson::of).orElse(null),
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

    /** Returns the number of callers of a closed load; null, which is not written, for an open load. */
    static Integer callers(StepStatistics step) {
        return step.offered().concurrentCallers().stream().boxed().findFirst().orElse(null);
    }
}
