package io.headroom.report.text;

import io.headroom.report.Figures;
import io.headroom.report.json.SizingJson;
import io.headroom.run.Json;
import io.headroom.sizing.Fleet;
import io.headroom.sizing.Sizing;
import io.headroom.sizing.SizingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a sizing for readers.
 *
 * @param sizing the sizing to report
 */
public record SizingReport(Sizing sizing) {

    /**
     * One way of counting pods and nodes.
     *
     * @param result     e.g. {@code 13 pods on 4 nodes by latency, pods busy 70 % of the time}
     * @param arithmetic one line for each formula
     */
    public record Way(String result, List<String> arithmetic) {}

    /** Returns every way of counting, with its arithmetic. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(question() + ":");
        for (Way way : ways()) {
            lines.add("");
            lines.add(way.result());
            way.arithmetic().forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    /** Returns the question that the sizing answers: the wanted traffic, and the pods and nodes that are assumed. */
    public String question() {
        return "For " + wanted() + ", " + pod();
    }

    /** Returns every way of counting for which the run measured enough. */
    public List<Way> ways() {
        String share = Figures.wholePercent(sizing.settings().fraction());
        List<Way> ways = new ArrayList<>();
        if (sizing.settings().fraction() < 1) {
            add("by latency, pods always busy", sizing.fullyBusy(), ways);
        }
        add("by latency, pods busy " + share + " of the time", sizing.byLatency(), ways);
        add("by " + capacity() + ", pods at " + share + " of it", sizing.byCapacity(), ways);
        return ways;
    }

    /**
     * Returns the result in one line, with the pods and nodes that are assumed. If nobody said how many pods were measured, it counts
     * copies of what was measured, which may be one process or a whole cluster; but only for a traffic that was set, since that of the
     * target takes one copy.
     */
    String line() {
        return "Sizing for " + wanted() + sizing.byCapacity().map(this::fleets).orElseGet(this::copies);
    }

    private String fleets(Fleet byCapacity) {
        String byLatency = sizing.byLatency()
                .map(fleet -> description(fleet) + " by latency, ")
                .orElse("");
        return " (" + pod() + "): " + byLatency + description(byCapacity) + " by " + capacity() + ".";
    }

    private String copies() {
        String copies = sizing.copies().stream()
                .filter(number -> sizing.settings().wantedPerSecond().isPresent())
                .mapToObj(number -> number + (number == 1 ? " copy" : " copies") + " of what was measured, at "
                        + Figures.wholePercent(sizing.settings().fraction()) + " of its " + capacity() + "; ")
                .findFirst()
                .orElse("");
        return ": " + copies + "to count pods and nodes, set headroom.sizing.measured-pods.";
    }

    private String capacity() {
        return sizing.underLimit() ? "capacity under the limit" : "capacity";
    }

    /** Returns the {@code sizing} part of {@code headroom.json}. */
    public byte[] json() {
        return Json.bytes(SizingJson.of(sizing));
    }

    private static void add(String way, Optional<Fleet> found, List<Way> ways) {
        found.ifPresent(fleet -> ways.add(new Way(description(fleet) + " " + way, fleet.arithmetic())));
    }

    private String wanted() {
        return Figures.rate(sizing.wantedPerSecond());
    }

    private String pod() {
        SizingSettings settings = sizing.settings();
        return Figures.plain(settings.cpuPerPod()) + " CPU a pod, " + Figures.plain(settings.cpuPerNode()) + " a node";
    }

    private static String description(Fleet fleet) {
        return counted(fleet.pods(), "pod") + " on " + counted(fleet.nodes(), "node");
    }

    private static String counted(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }
}
