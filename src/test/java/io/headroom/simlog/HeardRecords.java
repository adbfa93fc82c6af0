package io.headroom.simlog;

import java.util.ArrayList;
import java.util.List;

/** Keeps every record that a reader reports, one line for each. */
final class HeardRecords implements LogListener {

    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    static String line(Object... parts) {
        return List.of(parts).toString();
    }

    @Override
    public void run(RunHeader header) {
        lines.add(line("run", header));
    }

    @Override
    public void request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
        lines.add(line("request", groups, name, startMillis, endMillis, ok, message));
    }

    @Override
    public void group(List<String> groups, int startMillis, int endMillis, boolean ok) {
        lines.add(line("group", groups, startMillis, endMillis, ok));
    }

    @Override
    public void user(String scenario, boolean start, int millis) {
        lines.add(line("user", scenario, start, millis));
    }

    @Override
    public void error(String message, int millis) {
        lines.add(line("error", message, millis));
    }
}
