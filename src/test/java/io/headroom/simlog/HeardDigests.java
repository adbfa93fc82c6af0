package io.headroom.simlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Keeps, for each record that a reader reports, a digest of all records so far. Cheap enough for thousands of readings. */
final class HeardDigests implements LogListener {

    private final List<Integer> digests = new ArrayList<>();
    private int digest = 17;

    /** Returns the digest after each record, in order. */
    List<Integer> digests() {
        return digests;
    }

    private void hear(Object... parts) {
        digest = 31 * digest + Objects.hash(parts);
        digests.add(digest);
    }

    @Override
    public void run(RunHeader header) {
        hear("run", header);
    }

    @Override
    public void request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
        hear("request", groups, name, startMillis, endMillis, ok, message);
    }

    @Override
    public void group(List<String> groups, int startMillis, int endMillis, boolean ok) {
        hear("group", groups, startMillis, endMillis, ok);
    }

    @Override
    public void user(String scenario, boolean start, int millis) {
        hear("user", scenario, start, millis);
    }

    @Override
    public void error(String message, int millis) {
        hear("error", message, millis);
    }
}
