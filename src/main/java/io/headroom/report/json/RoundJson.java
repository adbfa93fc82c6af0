package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.saturation.RoundResult;
import io.headroom.verdict.CallersFindings;
import io.headroom.verdict.Findings;
import java.util.ArrayList;
import java.util.List;

/** A round, which is one complete search, in {@code headroom.json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoundJson(
        int round,
        String result,
        Integer callers,
        Double goodputPerSecond,
        Integer firstRefusedCallers,
        Double firstRefusedShare) {

    /** Returns the rounds of a search with callers, numbered from 1; empty for other kinds of run. */
    static List<RoundJson> of(Findings findings) {
        return findings.match(new Findings.SomeCases<>() {
            @Override
            public List<RoundJson> callers(CallersFindings searched) {
                return of(searched.rounds());
            }

            @Override
            public List<RoundJson> others(Findings others) {
                return List.of();
            }
        });
    }

    private static List<RoundJson> of(List<RoundResult> results) {
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
