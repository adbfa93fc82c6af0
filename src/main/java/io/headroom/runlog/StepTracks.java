package io.headroom.runlog;

import io.headroom.load.Fairness;
import io.headroom.load.Load;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of one log, found by the labels of their groups. */
final class StepTracks {

    /**
     * A step that came to its end.
     *
     * @param step              the step
     * @param recorder          what was measured
     * @param windowStartMillis start of its measured window, milliseconds after the start of the run
     * @param share             load that the injector's clients offered together; empty when none of them took part
     * @param served            what each of these clients was served
     */
    record FinishedTrack(
            Step step,
            StepRecorder recorder,
            long windowStartMillis,
            Optional<Load> share,
            List<Fairness.ServedPart> served) {}

    /** Far more than any run has; a step takes some 40 KB. */
    private static final int MOST_STEPS = 1 << 10;

    private final StepLabels labels;
    private final Map<Step, StepTrack> tracks = new LinkedHashMap<>();
    private final Map<String, StepTrack> trackOfLabel = new HashMap<>();
    private String lastOtherLabel = "";

    /** @param labels labels of steps, shared with other logs */
    StepTracks(StepLabels labels) {
        this.labels = labels;
    }

    /**
     * Returns the step with this label; null for a group that is no step. Of such groups only the last label is remembered, since
     * somebody else's simulation may have as many group names as requests.
     */
    StepTrack find(String label) {
        if (label.equals(lastOtherLabel)) {
            return null;
        }
        StepTrack known = trackOfLabel.get(label);
        return known == null ? add(label) : known;
    }

    private StepTrack add(String label) {
        StepTrack track = labels.step(label).map(this::track).orElse(null);
        if (track == null) {
            lastOtherLabel = label;
        } else {
            trackOfLabel.put(label, track);
        }
        return track;
    }

    /** Returns null where there are too many. */
    private StepTrack track(Step step) {
        StepTrack track = tracks.get(step);
        if (track == null && tracks.size() < MOST_STEPS) {
            track = new StepTrack(step);
            tracks.put(step, track);
        }
        return track;
    }

    /**
     * Returns the steps that came to their end. Our simulations number steps in the order in which they run, so a step out of order
     * is not ours and is left out.
     */
    List<FinishedTrack> finished(List<CallsOutsideLoad.Probe> probes) {
        List<FinishedTrack> finished = new ArrayList<>();
        int before = 0;
        for (Map.Entry<Step, StepTrack> entry : tracks.entrySet()) {
            Step step = entry.getKey();
            StepTrack track = entry.getValue();
            Optional<StepRecorder> recorder = track.recorder(probes);
            if (recorder.isPresent() && step.number() > before) {
                before = step.number();
                finished.add(new FinishedTrack(
                        step, recorder.get(), track.windowStartMillis(), track.share(), track.served()));
            }
        }
        return finished;
    }
}
