package io.headroom.load;

import java.util.Map;

/**
 * The contents of a {@link StepRecorder}, to be sent to another process and added up there.
 *
 * @param windowStartMillis start of the measured window, in milliseconds on the sender's clock
 * @param windowEndMillis   end of the measured window
 * @param counts            number of requests sent in the window, by outcome; an outcome that did not occur may be missing
 * @param statuses          number of those that failed by outcome and HTTP status; those that have no status are left out
 * @param endedOk           number of successes that ended in the window
 * @param latency           latencies of the successes in milliseconds, written by {@link Histograms#base64}
 * @param refusedLatency    latencies of the refused requests, in the same form
 * @param probes            number of readiness probes that ended in the window
 * @param probeFailures     number of those probes that failed
 */
public record RecordedStep(
        long windowStartMillis,
        long windowEndMillis,
        Map<Outcome, Long> counts,
        Map<Outcome, Map<Integer, Long>> statuses,
        long endedOk,
        String latency,
        String refusedLatency,
        long probes,
        long probeFailures) {

    public RecordedStep {
        OutcomeCounts valid = new OutcomeCounts(counts, statuses);
        counts = valid.byOutcome();
        statuses = valid.byStatus();
    }
}
