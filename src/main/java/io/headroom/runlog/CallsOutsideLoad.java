package io.headroom.runlog;

import io.headroom.endpoint.PortFinding;
import io.headroom.load.ClientRecorder;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the requests of our simulations that are not load: the smoke call, and readiness probes. */
final class CallsOutsideLoad {

    /** A probe a second for a day and a half; later ones are not counted. */
    private static final int MOST_PROBES = 1 << 17;

    private final List<Probe> probes = new ArrayList<>();
    private Optional<SmokeCall> smoke = Optional.empty();
    private int firstMillis;

    /** A readiness probe. */
    record Probe(int endMillis, boolean ok) {}

    /**
     * Takes a request outside any group, if it is not load.
     *
     * @param client client that the smoke call counts for; null in a run without clients
     * @return false when the request is load, and nothing was done
     */
    boolean take(
            String name, int endMillis, int latencyMillis, Outcome outcome, String message, ClientRecorder client) {
        if (name.equals(LogMarks.READINESS)) {
            if (message.contains(LogMarks.READINESS_PATH)) {
                smoke = Optional.of(new SmokeCall(outcome, message, latencyMillis, Optional.empty()));
            } else if (probes.size() < MOST_PROBES) {
                probes.add(new Probe(endMillis, outcome == Outcome.OK));
            }
            return true;
        }
        if (name.equals(LogMarks.SMOKE)) {
            SmokeCall call = new SmokeCall(outcome, message, latencyMillis, Optional.empty());
            firstMillis = smoke.isEmpty() ? endMillis - latencyMillis : firstMillis;
            smoke = smoke.map(before -> call.after(before, endMillis - firstMillis))
                    .or(() -> Optional.of(call));
            if (client != null) {
                client.requests(latencyMillis, outcome, 1);
                client.answered(outcome == Outcome.OK, endMillis, endMillis);
            }
            return true;
        }
        return false;
    }

    /** Takes the name of a group, which may say what the endpoint's port was found to be after the smoke call failed. */
    void group(String name) {
        if (name.startsWith(LogMarks.PORT)) {
            Optional<PortFinding> port = PortFinding.ofWord(name.substring(LogMarks.PORT.length()));
            smoke = smoke.map(call -> call.withPort(port));
        }
    }

    List<Probe> probes() {
        return probes;
    }

    /** Returns the call before any load, if there was one. */
    Optional<SmokeCall> smoke() {
        return smoke;
    }
}
