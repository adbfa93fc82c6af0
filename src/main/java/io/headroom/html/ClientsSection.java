package io.headroom.html;

import static j2html.TagCreator.p;

import io.headroom.load.LatencyMillis;
import io.headroom.report.ClientFigures;
import io.headroom.report.Figures;
import io.headroom.report.text.ClientText;
import io.headroom.verdict.Findings;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders the clients of a run of several clients: what each of them sent, and what it got back. */
final class ClientsSection {

    /** Limits the error messages of a client; headroom.json has all of them. */
    private static final int MOST_MESSAGES = 5;

    private static final List<String> COLUMNS = List.of(
            "client",
            "injector",
            "good",
            "bad",
            "success",
            "first success, UTC",
            "last success, UTC",
            "first error, UTC",
            "last error, UTC",
            "mean, ms",
            "p50, ms",
            "p95, ms",
            "p99, ms",
            "served, of its fair share",
            "errors");

    private ClientsSection() {}

    static Optional<HtmlSection> of(Findings findings) {
        List<ClientFigures> clients = ClientFigures.of(findings);
        if (clients.size() < 2) {
            return Optional.empty();
        }
        List<DomContent> content = new ArrayList<>();
        ClientText.fairness(findings).ifPresent(sentence -> content.add(p(sentence)));
        content.add(HtmlTable.ofText(
                "All requests of each client, including those sent while a step settled",
                COLUMNS,
                clients.stream().map(ClientsSection::row).toList()));
        return Optional.of(new HtmlSection("clients", "Clients", content));
    }

    private static List<String> row(ClientFigures figures) {
        LatencyMillis latency = figures.client().latency();
        boolean answered = latency.count() > 0;
        return List.of(
                figures.client().name(),
                figures.client().injector(),
                Long.toString(figures.client().good()),
                Long.toString(figures.client().bad()),
                Figures.percent(figures.client().successShare()),
                figures.firstSuccess().map(ClientFigures::timeOfDay).orElse(""),
                figures.lastSuccess().map(ClientFigures::timeOfDay).orElse(""),
                figures.firstError().map(ClientFigures::timeOfDay).orElse(""),
                figures.lastError().map(ClientFigures::timeOfDay).orElse(""),
                answered ? Figures.tenths(latency.mean()) : "",
                answered ? Long.toString(latency.p50()) : "",
                answered ? Long.toString(latency.p95()) : "",
                answered ? Long.toString(latency.p99()) : "",
                figures.served().map(Figures::percent).orElse(""),
                figures.client().bad() == 0 ? "" : figures.errorWords(MOST_MESSAGES));
    }
}
