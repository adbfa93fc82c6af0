package io.headroom.report.text;

import io.headroom.load.LatencyMillis;
import io.headroom.report.ClientFigures;
import io.headroom.report.Figures;
import io.headroom.verdict.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the clients of a run as a table for the console. */
final class ClientTable {

    /** Further clients are left out; {@code --csv clients} has them. */
    private static final int MOST_LINES = 40;

    /** Error messages that are shown for each client. */
    private static final int MOST_TEXTS = 2;

    private static final int LONGEST_NAME = 32;

    private ClientTable() {}

    /** Returns a heading and a line for each client; empty if there is at most one client. */
    static List<String> lines(Findings findings) {
        List<ClientFigures> clients = ClientFigures.of(findings);
        if (clients.size() < 2) {
            return List.of();
        }
        List<ClientFigures> shown = clients.subList(0, Math.min(MOST_LINES, clients.size()));
        int width =
                shown.stream().mapToInt(client -> name(client).length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-" + width + "s %10s %9s %9s %8s %8s %8s  %-28s errors",
                "Clients",
                "good",
                "bad",
                "success",
                "p50",
                "p95",
                "p99",
                "first and last success (UTC)"));
        shown.forEach(client -> lines.add(line(client, width)));
        if (shown.size() < clients.size()) {
            lines.add("and " + (clients.size() - shown.size()) + " more; all of them: analyze --csv clients");
        }
        return lines;
    }

    private static String name(ClientFigures figures) {
        String injector = figures.client().injector();
        String cut = injector.length() <= LONGEST_NAME
                ? injector
                : "…" + injector.substring(injector.length() - LONGEST_NAME);
        return figures.client().name() + " (" + cut + ")";
    }

    private static String line(ClientFigures figures, int width) {
        LatencyMillis latency = figures.client().latency();
        return String.format(
                        Locale.ROOT,
                        "%-" + width + "s %10d %9d %9s %8s %8s %8s  %-28s %s",
                        name(figures),
                        figures.client().good(),
                        figures.client().bad(),
                        Figures.percent(figures.client().successShare()),
                        millis(latency, latency.p50()),
                        millis(latency, latency.p95()),
                        millis(latency, latency.p99()),
                        ClientFigures.span(figures.firstSuccess(), figures.lastSuccess()),
                        errors(figures))
                .stripTrailing();
    }

    private static String millis(LatencyMillis latency, long figure) {
        return latency.count() == 0 ? "" : figure + " ms";
    }

    private static String errors(ClientFigures figures) {
        return figures.client().bad() == 0
                ? ""
                : figures.errorWords(MOST_TEXTS) + " (" + ClientFigures.span(figures.firstError(), figures.lastError())
                        + ")";
    }
}
