package io.headroom.simlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a reader reports. */
final class CountingListener implements LogListener {

    final List<RunHeader> headers = new ArrayList<>();
    final Map<String, Long> kinds = new TreeMap<>();
    final Map<String, Long> okByGroup = new TreeMap<>();
    final Map<String, Long> failedByGroup = new TreeMap<>();
    final Map<String, Long> okByName = new TreeMap<>();
    final Map<String, Long> failedByName = new TreeMap<>();
    final Map<String, Long> messages = new TreeMap<>();
    long latencySum;
    int lastMillis;

    @Override
    public void run(RunHeader header) {
        headers.add(header);
    }

    @Override
    public void request(List<String> groups, String name, int start, int end, boolean ok, String message) {
        count(kinds, "request");
        count(ok ? okByGroup : failedByGroup, String.join("/", groups));
        count(ok ? okByName : failedByName, name);
        if (!message.isEmpty()) {
            count(messages, message);
        }
        latencySum += end - start;
        lastMillis = Math.max(lastMillis, end);
    }

    @Override
    public void group(List<String> groups, int start, int end, boolean ok) {
        count(kinds, "group");
    }

    @Override
    public void user(String scenario, boolean start, int millis) {
        count(kinds, start ? "user start" : "user end");
        lastMillis = Math.max(lastMillis, millis);
    }

    @Override
    public void error(String message, int millis) {
        count(kinds, "error");
    }

    private static void count(Map<String, Long> counts, String key) {
        counts.merge(key, 1L, Long::sum);
    }
}
