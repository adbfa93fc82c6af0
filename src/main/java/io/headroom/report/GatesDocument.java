package io.headroom.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.gate.GateResult;
import io.headroom.run.Json;
import java.util.List;

/** {@code gates.json}, and what {@code gate --json} prints. */
record GatesDocument(
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

    static GatesDocument of(GatedRun run) {
        return new GatesDocument(
                SCHEMA,
                run.name(),
                run.endpoint(),
                run.report().findings().verdict().word(),
                run.gates().outcome().word(),
                run.gates().letsThrough(),
                run.gates().results().stream().map(GatePart::of).toList());
    }

    byte[] json() {
        return Json.bytes(this);
    }
}
