package io.headroom.runlog;

import io.headroom.load.ClientShare;
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

/** One step while the log is read. */
final class StepTrack {

    private final Step step;
    private final StepRecorder recorder;
    private final Map<Integer, ClientTrack> parts = new TreeMap<>();
    private int windowStartMillis;
    private boolean started;
    private boolean ended;

    /** What one client does of the step. */
    static final class ClientTrack {
        private final ClientShare share;
        private long good;

        private ClientTrack(ClientShare share) {
            this.share = share;
        }

        /** So many more requests that were measured succeeded. */
        void succeeded(int count) {
            good += count;
        }
    }

    StepTrack(Step step) {
        this.step = step;
        this.recorder = new StepRecorder(step);
    }

    void requests(boolean settles, int endMillis, int latencyMillis, Outcome outcome, int count) {
        if (settles) {
            recorder.settlingRequests(endMillis, outcome, count);
        } else {
            recorder.requests(endMillis, latencyMillis, outcome, count);
        }
    }

    /** A client's part; null where what it is to offer is no share of this step's load. A client has one share. */
    ClientTrack part(ClientShare share) {
        return share.load().getClass().equals(step.load().getClass())
                ? parts.computeIfAbsent(share.client(), client -> new ClientTrack(share))
                : null;
    }

    /** From when on a request may end and count as one that ends then. Until the next part. */
    long alikeFrom(int endMillis) {
        return recorder.alikeFrom(endMillis);
    }

    /** Until when, that time excluded. */
    long alikeUntil(int endMillis) {
        return recorder.alikeUntil(endMillis);
    }

    /** A part of the step is over: settling, after which the window begins, or the window itself. */
    void part(String name, int startMillis, int endMillis) {
        if (name.equals(LogMarks.SETTLING)) {
            startWindow(endMillis);
        } else if (name.equals(LogMarks.MEASURED)) {
            startWindow(startMillis);
            recorder.endWindow(endMillis);
            ended = true;
        }
    }

    /** What was recorded, if the step came to its end. */
    Optional<StepRecorder> recorder(List<InjectorLog.Probe> probes) {
        if (!ended) {
            return Optional.empty();
        }
        probes.forEach(probe -> recorder.probe(probe.endMillis(), probe.ok()));
        return Optional.of(recorder);
    }

    /** When the measured window began, milliseconds after the start of the run. */
    int windowStartMillis() {
        return windowStartMillis;
    }

    /** What the clients of this injector offered together; nothing when none of them took part. */
    Optional<Load> share() {
        Load sum = null;
        for (ClientTrack part : parts.values()) {
            sum = sum == null ? part.share.load() : sum.plus(part.share.load());
        }
        return Optional.ofNullable(sum);
    }

    /** What each of them did. */
    List<Fairness.ServedPart> parts() {
        List<Fairness.ServedPart> all = new ArrayList<>(parts.size());
        for (ClientTrack part : parts.values()) {
            all.add(Fairness.ServedPart.of(part.share, part.good));
        }
        return all;
    }

    private void startWindow(int millis) {
        if (!started) {
            recorder.startWindow(millis);
            windowStartMillis = millis;
            started = true;
        }
    }
}
