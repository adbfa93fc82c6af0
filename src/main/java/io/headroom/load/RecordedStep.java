package io.headroom.load;

import java.util.Map;

/**
 * What a {@link StepRecorder} was told, to be sent elsewhere and added up there.
 *
 * @param windowStartMillis start of the measured window, milliseconds on the clock of the sender
 * @param windowEndMillis   its end
 * @param counts            requests sent in the window, by outcome; one that is missing has none
 * @param endedOk           successes that ended in the window
 * @param latency           of the successes, as {@link Histograms#base64}, milliseconds
 * @param refusedLatency    of the refused
 * @param probes            readiness probes that ended in the window
 * @param probeFailures     those of them that failed
 */
public record RecordedStep(
        long windowStartMillis,
        long windowEndMillis,
        Map<Outcome, Long> counts,
        long endedOk,
        String latency,
        String refusedLatency,
        long probes,
        long probeFailures) {

    public RecordedStep {
        counts = new OutcomeCounts(counts).byOutcome();
    }
}
