package io.headroom.verdict;

import io.headroom.load.LogMarks;
import io.headroom.simlog.BinaryLogWriter;
import java.util.List;

/**
 * The records that one step leaves: 300 ms of settling, then a measured window of exactly 1 s, so that counts are rates.
 *
 * @param label         of the step
 * @param answered      successes sent in the window, and as many ended in it
 * @param failed        failures sent in the window
 * @param message       what the log says of each failure
 * @param latencyMillis of each success, and of none other
 * @param probeFailures readiness probes that fail in the window, beside one that succeeds
 */
public record ScriptedStep(
        String label, int answered, int failed, String message, int latencyMillis, int probeFailures) {

    public static final String REFUSED = "answer.find.is(ok), but actually found refused: HTTP 503";
    static final int SETTLING_MILLIS = 300;
    static final int WINDOW_MILLIS = 1000;

    /** A step that takes all. */
    public static ScriptedStep clean(String label, int answered) {
        return new ScriptedStep(label, answered, 0, "", 50, 0);
    }

    /** A step that refuses some. */
    public static ScriptedStep refusing(String label, int answered, int refused) {
        return new ScriptedStep(label, answered, refused, REFUSED, 50, 0);
    }

    /** The same with nothing in it: no measured request, only the marks of its window. */
    public ScriptedStep emptied() {
        return new ScriptedStep(label, 0, 0, "", latencyMillis, 0);
    }

    /** Writes its records; returns when the next step may begin. */
    int writeTo(BinaryLogWriter log, int startMillis) {
        List<String> step = List.of(label);
        int window = startMillis + SETTLING_MILLIS;
        int end = window + WINDOW_MILLIS;
        request(log, step, LogMarks.SCORE_SETTLING, window - latencyMillis - 1, latencyMillis);
        log.group(List.of(label, LogMarks.SETTLING), startMillis, window, true);
        request(log, step, LogMarks.SCORE_SETTLING, window - 1, latencyMillis); // ends in the window: counts as goodput
        for (int i = 0; i < answered - 1; i++) {
            request(log, step, LogMarks.SCORE, window + i * (WINDOW_MILLIS - latencyMillis) / answered, latencyMillis);
        }
        for (int i = 0; i < failed; i++) {
            int at = window + i * WINDOW_MILLIS / failed;
            log.request(step, LogMarks.SCORE, at, at + 2, false, message);
        }
        log.request(List.of(), LogMarks.READINESS, window + 500, window + 502, true, "");
        for (int i = 0; i < probeFailures; i++) {
            log.request(List.of(), LogMarks.READINESS, window + 600, window + 601, false, "not ready: HTTP 502");
        }
        log.group(List.of(label, LogMarks.MEASURED), window, end, true);
        if (answered > 0) {
            request(log, step, LogMarks.SCORE, end - 1, latencyMillis); // ends too late to count as goodput
        }
        log.group(step, startMillis, end + latencyMillis, true);
        return end + latencyMillis + 150;
    }

    private static void request(BinaryLogWriter log, List<String> step, String name, int start, int latency) {
        log.request(step, name, start, start + latency, true, "");
    }
}
