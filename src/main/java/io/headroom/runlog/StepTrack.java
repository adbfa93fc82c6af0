package io.headroom.runlog;

import io.headroom.load.ClientShare;
import io.headroom.load.FailureMessage;
import io.headroom.load.Fairness;
import io.headroom.load.Load;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tracks one step while a log is read. */
final class StepTrack {

    private final Step step;
    private final StepRecorder recorder;
    private final Map<Integer, ClientTrack> clients = new TreeMap<>();
    private int windowStartMillis;
    private boolean started;
    private boolean ended;

    /** Tracks what one client does in the step. */
    static final class ClientTrack {
        private final ClientShare share;
        private long good;

        private ClientTrack(ClientShare share) {
            this.share = share;
        }

        /** Adds successful requests of the measured window. */
        void succeeded(int count) {
            good += count;
        }
    }

    StepTrack(Step step) {
        this.step = step;
        this.recorder = new StepRecorder(step);
    }

    /** Adds requests that have the same latency and outcome, and end in the same slice of time. */
    void requests(boolean settling, int endMillis, int latencyMillis, Outcome outcome, int count) {
        if (settling) {
            recorder.settlingRequests(endMillis, outcome, count);
        } else {
            recorder.requests(endMillis, latencyMillis, outcome, count);
        }
    }

    /** Adds what a message says of measured requests that failed, and that {@link #requests} adds, too. */
    void failed(FailureMessage failure, int count) {
        recorder.failed(failure.outcome(), failure.status(), count);
    }

    /**
     * Returns what a client does in this step; null where its share is not a share of this step's load. A client has one share in a
     * step: the first that is found.
     */
    ClientTrack client(ClientShare share) {
        return share.load().getClass().equals(step.load().getClass())
                ? clients.computeIfAbsent(share.client(), client -> new ClientTrack(share))
                : null;
    }

    /** Returns the earliest end time that is counted like {@code endMillis}. Valid until the next phase begins. */
    long alikeFrom(int endMillis) {
        return recorder.alikeFrom(endMillis);
    }

    /** Returns the first end time after {@code endMillis} that is not counted like it. Valid until the next phase begins. */
    long alikeUntil(int endMillis) {
        return recorder.alikeUntil(endMillis);
    }

    /**
     * Called at the end of a phase of the step: settling, after which the measured window begins, or that window. Other names are
     * ignored.
     */
    void phase(String name, int startMillis, int endMillis) {
        if (name.equals(LogMarks.SETTLING)) {
            startWindow(endMillis);
        } else if (name.equals(LogMarks.MEASURED)) {
            startWindow(startMillis);
            recorder.endWindow(endMillis);
            ended = true;
        }
    }

    private void startWindow(int millis) {
        if (!started) {
            recorder.startWindow(millis);
            windowStartMillis = millis;
            started = true;
        }
    }

    /** Returns what was recorded, with the readiness probes; empty when the step did not come to its end. */
    Optional<StepRecorder> recorder(List<CallsOutsideLoad.Probe> probes) {
        if (!ended) {
            return Optional.empty();
        }
        probes.forEach(probe -> recorder.probe(probe.endMillis(), probe.ok()));
        return Optional.of(recorder);
    }

    /** Returns the start of the measured window, in milliseconds after the start of the run. */
    int windowStartMillis() {
        return windowStartMillis;
    }

    /** Returns the load that the clients of this injector offered together; empty when none of them took part. */
    Optional<Load> share() {
        return clients.values().stream().map(client -> client.share.load()).reduce(Load::plus);
    }

    /** Returns what each of the clients was served. */
    List<Fairness.ServedPart> served() {
        List<Fairness.ServedPart> served = new ArrayList<>(clients.size());
        for (ClientTrack client : clients.values()) {
            served.add(Fairness.ServedPart.of(client.share, client.good));
        }
        return served;
    }
}
