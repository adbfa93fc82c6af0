package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.saturation.RoundResult;
import java.util.ArrayList;
import java.util.List;

/** One complete search in {@code headroom.json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoundJson(
        int round,
        String result,
        Integer callers,
        Double goodputPerSecond,
        Integer firstRefusedCallers,
        Double firstRefusedShare) {

    /** All rounds, numbered from 1. */
    static List<RoundJson> of(List<RoundResult> results) {
        List<RoundJson> parts = new ArrayList<>();
        for (RoundResult result : results) {
            int round = parts.size() + 1;
            if (result instanceof RoundResult.Boundary found) {
                StepStatistics boundary = found.boundary();
                StepStatistics beyond = found.firstBeyond();
                parts.add(new RoundJson(
                        round,
                        "boundary",
                        StepJson.callers(boundary),
                        Figures.rounded(boundary.goodputPerSecond()),
                        StepJson.callers(beyond),
                        Figures.rounded(beyond.refusedShare())));
            } else if (result instanceof RoundResult.NotSaturated taken) {
                parts.add(new RoundJson(
                        round,
                        "not-saturated",
                        StepJson.callers(taken.top()),
                        Figures.rounded(taken.top().goodputPerSecond()),
                        null,
                        null));
            } else {
                parts.add(new RoundJson(round, "useless", null, null, null, null));
            }
        }
        return parts;
    }
}
