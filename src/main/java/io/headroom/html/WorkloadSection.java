package io.headroom.html;

import static j2html.TagCreator.details;
import static j2html.TagCreator.summary;

import io.headroom.endpoint.ShownUrl;
import io.headroom.run.Versions;
import io.headroom.settings.Settings;
import io.headroom.settings.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Renders what the run was made with. It shows no secret, even if {@code workload.json} holds one. */
final class WorkloadSection {

    private static final String HIDDEN = "(hidden)";
    private static final Pattern SECRET_KEY =
            Pattern.compile("headroom\\.endpoint\\.(headers\\..*|key|api-key|key-file)");

    private WorkloadSection() {}

    static HtmlSection of(Workload workload) {
        List<List<String>> rows = new ArrayList<>();
        add(
                "Simulation",
                workload.simulation().name() + " " + workload.simulation().version(),
                rows);
        add("Versions", versions(workload.versions()), rows);
        add("Endpoint", masked(workload.endpoint().url()), rows);
        add("Stand-in", workload.endpoint().standIn(), rows);
        add("Connections", String.valueOf(workload.settings().getOrDefault("headroom.endpoint.connections", "")), rows);
        add("Certificates checked", workload.endpoint().tlsVerified() ? "yes" : "NO", rows);
        add("Key sent", workload.endpoint().keySent() ? "yes" : "no", rows);
        add("Extra headers", String.join(", ", workload.endpoint().headers()), rows);
        add(
                "Payload",
                workload.payload().path() + ", " + workload.payload().count() + " different, SHA-256 "
                        + workload.payload().sha256(),
                rows);
        add(
                "Fingerprint of everything that must be equal for runs to be comparable",
                workload.fingerprint().all(),
                rows);
        return new HtmlSection(
                "workload",
                "Workload",
                List.of(
                        HtmlTable.ofText("What was run", List.of("what", "value"), rows),
                        details(
                                summary("All " + workload.settings().size() + " settings"),
                                HtmlTable.ofText(
                                        "Settings, without secrets",
                                        List.of("setting", "value"),
                                        workload.settings().entrySet().stream()
                                                .map(WorkloadSection::setting)
                                                .toList()))));
    }

    private static void add(String name, String value, List<List<String>> rows) {
        if (!value.isEmpty()) {
            rows.add(List.of(name, value));
        }
    }

    private static String versions(Versions versions) {
        return "Headroom " + versions.headroom() + ", Gatling " + versions.gatling() + ", Java " + versions.java();
    }

    private static List<String> setting(Map.Entry<String, Object> setting) {
        String value = String.valueOf(setting.getValue());
        boolean secret = SECRET_KEY.matcher(setting.getKey()).matches() && !value.equals(Settings.NONE);
        return List.of(setting.getKey(), secret ? HIDDEN : masked(value));
    }

    private static String masked(String value) {
        return value.contains("://") ? ShownUrl.bare(value) : value;
    }
}
