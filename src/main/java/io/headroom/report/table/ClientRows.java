package io.headroom.report.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.headroom.load.ClientStatistics;
import io.headroom.load.LatencyMillis;
import io.headroom.report.ClientFigures;
import io.headroom.report.Figures;
import io.headroom.report.RunReport;
import io.headroom.run.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clients of a run of several clients, one per row. Columns have the names, and cells the figures, of {@code headroom.json}.
 */
final class ClientRows implements Rows {

    private static final List<String> COLUMNS = List.of(
            "client",
            "injector",
            "good",
            "bad",
            "successShare",
            "servedShare",
            "firstSuccess",
            "lastSuccess",
            "firstError",
            "lastError",
            "latencyMillisMean",
            "latencyMillisP50",
            "latencyMillisP95",
            "latencyMillisP99",
            "latencyMillisMax",
            "errors",
            "otherErrors",
            StepRows.COMPLETE);

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Stream<List<String>> of(RunReport report) {
        String complete = StepRows.complete(report);
        return ClientFigures.of(report.findings()).stream().map(figures -> row(figures, complete));
    }

    private static List<String> row(ClientFigures figures, String complete) {
        ClientStatistics client = figures.client();
        List<String> cells = new ArrayList<>(List.of(
                Integer.toString(client.client()),
                client.injector(),
                Long.toString(client.good()),
                Long.toString(client.bad()),
                Figures.plain(client.successShare()),
                figures.served().map(Figures::plain).orElse(""),
                time(figures.firstSuccess()),
                time(figures.lastSuccess()),
                time(figures.firstError()),
                time(figures.lastError())));
        LatencyMillis latency = client.latency();
        cells.add(latency.count() == 0 ? "" : Figures.plain(latency.mean()));
        cells.addAll(Rows.percentiles(latency));
        cells.add(errors(client));
        cells.add(Long.toString(client.errors().others()));
        cells.add(complete);
        return cells;
    }

    private static String time(Optional<Instant> time) {
        return time.map(ClientFigures::full).orElse("");
    }

    /** Returns the counts of errors by message as a JSON object, because a message may hold any character. */
    private static String errors(ClientStatistics client) {
        Map<String, Long> errors = client.errors().messages();
        try {
            return Json.mapper()
                    .writer()
                    .without(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(errors);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values is always JSON", e);
        }
    }
}
