package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;

/** The highest load that was served, in the {@code headroom.json} of a run that did not saturate the service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotSaturatedJson(Integer callers, double goodputPerSecond) {

    static NotSaturatedJson of(StepStatistics step) {
        return new NotSaturatedJson(StepJson.callers(step), Figures.rounded(step.goodputPerSecond()));
    }
}
