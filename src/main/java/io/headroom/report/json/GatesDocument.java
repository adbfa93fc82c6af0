package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.gate.GateResult;
import io.headroom.report.GatedRun;
import io.headroom.run.Json;
import java.util.List;

/** {@code gates.json}, and what {@code gate --json} prints. */
public record GatesDocument(
        String schema,
        String run,
        String endpoint,
        String verdict,
        String outcome,
        boolean letThrough,
        List<GatePart> gates) {

    private static final String SCHEMA = "headroom-gates/1";

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record GatePart(String name, String outcome, String expected, String measured, String settles) {
        static GatePart of(GateResult result) {
            return new GatePart(
                    result.name(), result.outcome().word(), result.expected(), result.measured(), result.settles());
        }
    }

    public static GatesDocument of(GatedRun run) {
        return new GatesDocument(
                SCHEMA,
                run.name(),
                run.endpoint(),
                run.report().findings().verdict().word(),
                run.gates().outcome().word(),
                run.gates().letsThrough(),
                run.gates().results().stream().map(GatePart::of).toList());
    }

    public byte[] json() {
        return Json.bytes(this);
    }
}
