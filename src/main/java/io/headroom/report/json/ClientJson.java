package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.load.ClientStatistics;
import io.headroom.load.Outcome;
import io.headroom.report.ClientFigures;
import io.headroom.report.Figures;
import io.headroom.verdict.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of one client in {@code headroom.json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClientJson(
        int client,
        String injector,
        long good,
        long bad,
        double successShare,
        Double servedShare,
        String firstSuccess,
        String lastSuccess,
        String firstError,
        String lastError,
        Map<String, Long> requests,
        LatencyJson latencyMillis,
        List<ErrorJson> errors,
        long otherErrors) {

    /** The number of requests that failed with one error message. */
    record ErrorJson(String text, long count) {}

    /** Returns all clients; empty for a run without clients. */
    static List<ClientJson> of(Findings findings) {
        return ClientFigures.of(findings).stream().map(ClientJson::of).toList();
    }

    private static ClientJson of(ClientFigures figures) {
        ClientStatistics client = figures.client();
        return new ClientJson(
                client.client(),
                client.injector(),
                client.good(),
                client.bad(),
                Figures.rounded(client.successShare()),
                figures.served().map(Figures::rounded).orElse(null),
                figures.firstSuccess().map(ClientFigures::full).orElse(null),
                figures.lastSuccess().map(ClientFigures::full).orElse(null),
                figures.firstError().map(ClientFigures::full).orElse(null),
                figures.lastError().map(ClientFigures::full).orElse(null),
                requests(client),
                LatencyJson.of(client.latency()),
                client.errors().messages().entrySet().stream()
                        .map(error -> new ErrorJson(error.getKey(), error.getValue()))
                        .toList(),
                client.errors().others());
    }

    private static Map<String, Long> requests(ClientStatistics client) {
        Map<String, Long> requests = new LinkedHashMap<>();
        client.counts().byOutcome().forEach((outcome, count) -> {
            if (outcome == Outcome.OK || count > 0) {
                requests.put(outcome.word(), count);
            }
        });
        return requests;
    }
}
