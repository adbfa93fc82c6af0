package io.headroom.simlog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the text format of Gatling 3.4 to 3.12, by the description of the format and not by our reader. */
public final class TextLogWriter implements LogWriter {

    /** Start of its runs, milliseconds since 1970. */
    public static final long START = 1_795_478_398_298L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Integer> ends = new ArrayList<>();
    private final List<String> scenarios;
    private final String lineEnd;

    TextLogWriter(String lineEnd, String... scenarios) {
        this.lineEnd = lineEnd;
        this.scenarios = List.of(scenarios);
    }

    /** Creates a log of 3.12.0, of a system that ends lines with LF. */
    public static TextLogWriter of(String simulationClass, String... scenarios) {
        return new TextLogWriter("\n", scenarios).header("3.12.0", simulationClass, "");
    }

    /** Returns whether this format can tell a group with this name from no group, and from the name of a request. */
    static boolean keeps(String group) {
        return !group.isEmpty() && !group.contains("\t");
    }

    TextLogWriter assertion() {
        return line("ASSERTION", "AAECAAMDAAAAAAAAgFZA");
    }

    TextLogWriter header(String version, String simulationClass, String description) {
        return line("RUN", simulationClass, "id", Long.toString(START), orSpace(description), version);
    }

    @Override
    public TextLogWriter request(
            List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
        return line(
                "REQUEST",
                joined(groups),
                name,
                epoch(startMillis),
                epoch(endMillis),
                ok ? "OK" : "KO",
                orSpace(message.replace('\t', ' ').replace('\r', ' ').replace('\n', ' ')));
    }

    @Override
    public TextLogWriter user(int scenario, boolean start, int millis) {
        return line("USER", scenarios.get(scenario), start ? "START" : "END", epoch(millis));
    }

    @Override
    public TextLogWriter group(List<String> groups, int startMillis, int endMillis, boolean ok) {
        return line("GROUP", joined(groups), epoch(startMillis), epoch(endMillis), "7", ok ? "OK" : "KO");
    }

    @Override
    public TextLogWriter error(String message, int millis) {
        return line("ERROR", message, epoch(millis));
    }

    /** Writes a line with these columns. */
    TextLogWriter line(String... columns) {
        bytes.writeBytes((String.join("\t", columns) + lineEnd).getBytes(StandardCharsets.UTF_8));
        ends.add(bytes.size());
        return this;
    }

    @Override
    public byte[] bytes() {
        return bytes.toByteArray();
    }

    @Override
    public List<Integer> ends() {
        return List.copyOf(ends);
    }

    private static String epoch(int millis) {
        return Long.toString(START + millis);
    }

    private static String joined(List<String> groups) {
        return String.join(",", groups.stream().map(g -> g.replace(',', ' ')).toList());
    }

    private static String orSpace(String text) {
        return text.isEmpty() ? " " : text;
    }
}
