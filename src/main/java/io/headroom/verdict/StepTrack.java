package io.headroom.verdict;

import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import java.util.List;
import java.util.Optional;

/** One step while the log is read. */
final class StepTrack {

    private final StepRecorder recorder;
    private boolean started;
    private boolean ended;

    StepTrack(Step step) {
        this.recorder = new StepRecorder(step);
    }

    void requests(boolean settles, int endMillis, int latencyMillis, Outcome outcome, int count) {
        if (settles) {
            recorder.settlingRequests(endMillis, outcome, count);
        } else {
            recorder.requests(endMillis, latencyMillis, outcome, count);
        }
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

    private void startWindow(int millis) {
        if (!started) {
            recorder.startWindow(millis);
            started = true;
        }
    }
}
