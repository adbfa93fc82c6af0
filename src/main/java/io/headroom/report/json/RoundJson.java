package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.saturation.RoundResult;
import io.headroom.verdict.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A round, which is one complete search, in {@code headroom.json}; if the capacity changed, with whether it was before that. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoundJson(
        int round,
        String result,
        Integer callers,
        Double goodputPerSecond,
        Integer firstRefusedCallers,
        Double firstRefusedShare,
        Boolean beforeChange) {

    /** Returns the rounds of a search with callers, numbered from 1; empty for other kinds of run. */
    static List<RoundJson> of(Findings findings) {
        List<RoundJson> rounds = new ArrayList<>();
        for (RoundResult result : findings.rounds()) {
            int round = rounds.size() + 1;
            rounds.add(result.match(
                    found -> boundary(
                            round,
                            found,
                            findings.shift().map(shift -> shift.isAfter(found)).orElse(null)),
                    taken -> new RoundJson(
                            round,
                            "not-saturated",
                            StepJson.callers(taken.top()),
                            Figures.rounded(taken.top().goodputPerSecond()),
                            null,
                            null,
                            null),
                    refused -> withoutResult(round),
                    none -> withoutResult(round)));
        }
        return rounds;
    }

    private static RoundJson boundary(int round, RoundResult.Boundary found, Boolean beforeChange) {
        StepStatistics boundary = found.boundary();
        Optional<StepStatistics> beyond = found.firstBeyond();
        return new RoundJson(
                round,
                found.isOfQueue() ? "queue" : "boundary",
                StepJson.callers(boundary),
                Figures.rounded(boundary.goodputPerSecond()),
                beyond.map(StepJson::callers).orElse(null),
                beyond.map(step -> Figures.rounded(step.refusedShare())).orElse(null),
                beforeChange);
    }

    private static RoundJson withoutResult(int round) {
        return new RoundJson(round, "useless", null, null, null, null, null);
    }
}
