package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.gate.GateResult;
import io.headroom.report.GatedRun;
import java.util.List;

/** The document {@code gates.json}, which {@code gate --json} prints too. */
record GatesDocument(
        String schema,
        String run,
        String endpoint,
        String verdict,
        String outcome,
        boolean letThrough,
        List<GateJson> gates) {

    static final String SCHEMA = "headroom-gates/1";

    /** The result of one gate; {@code settles} is absent if the result is conclusive. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record GateJson(String name, String outcome, String expected, String measured, String settles) {

        private static GateJson of(GateResult result) {
            return new GateJson(
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
                run.gates().results().stream().map(GateJson::of).toList());
    }
}
