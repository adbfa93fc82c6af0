package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.report.FailureFigures;
import io.headroom.run.Json;
import io.headroom.settings.Workload;
import io.headroom.sizing.Sizing;
import io.headroom.verdict.Findings;
import java.util.List;
import java.util.Optional;

/**
 * The document {@code headroom.json}, as {@code headroom.schema.json} describes it. Every figure has its unit in its name;
 * figures that were not measured are left out.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ResultDocument(
        String schema,
        String name,
        String verdict,
        String reason,
        List<String> remarks,
        SaturationJson saturation,
        RateLimiterJson rateLimiter,
        LimitJson limit,
        CapacityShiftJson capacityShift,
        TargetJson target,
        NotSaturatedJson notSaturated,
        DegradationJson degradation,
        SizingJson sizing,
        List<FailureJson> failures,
        List<RoundJson> rounds,
        List<StepJson> steps,
        List<ClientJson> clients,
        FairnessJson fairness,
        FullMachineJson fullMachine,
        Workload workload,
        DataJson data) {

    static final String SCHEMA = "headroom/1";

    /** Creates the document of a run with its name for people. */
    public static ResultDocument of(
            String name, Findings findings, Optional<Sizing> sizing, Optional<Workload> workload) {
        return new ResultDocument(
                SCHEMA,
                name,
                findings.verdict().word(),
                findings.reason(),
                findings.remarks(),
                SaturationJson.of(findings).orElse(null),
                findings.limiter().map(RateLimiterJson::of).orElse(null),
                LimitJson.of(findings).orElse(null),
                findings.shift().map(CapacityShiftJson::of).orElse(null),
                TargetJson.of(findings).orElse(null),
                findings.highestServed().map(NotSaturatedJson::of).orElse(null),
                DegradationJson.of(findings),
                sizing.map(SizingJson::of).orElse(null),
                FailureJson.of(FailureFigures.of(findings)),
                RoundJson.of(findings),
                findings.steps().stream().map(StepJson::of).toList(),
                ClientJson.of(findings),
                findings.log().fairness().map(FairnessJson::of).orElse(null),
                FullMachineJson.of(findings).orElse(null),
                workload.orElse(null),
                DataJson.of(findings.log()));
    }

    /** Returns the document as UTF-8 text. */
    public byte[] json() {
        return Json.bytes(this);
    }
}
