package io.headroom.verdict;

import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.load.StepStatistics;
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

    void request(String name, int startMillis, int endMillis, Outcome outcome) {
        if (name.equals(LogMarks.SCORE_SETTLING)) {
            recorder.settlingRequest(endMillis, outcome);
        } else {
            recorder.request(endMillis, endMillis - startMillis, outcome);
        }
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

    /** The step's statistics, if it came to its end. */
    Optional<StepStatistics> statistics(List<RunLogReader.Probe> probes) {
        if (!ended) {
            return Optional.empty();
        }
        probes.forEach(probe -> recorder.probe(probe.endMillis(), probe.ok()));
        return Optional.of(recorder.statistics());
    }

    private void startWindow(int millis) {
        if (!started) {
            recorder.startWindow(millis);
            started = true;
        }
    }
}
