package io.headroom.runlog;

import io.headroom.load.ClientShare;
import io.headroom.load.Load;
import io.headroom.load.LogMarks;
import io.headroom.load.RunPart;
import io.headroom.load.Step;
import io.headroom.load.Weights;
import io.headroom.simlog.BinaryLogWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records that one step leaves: 300 ms of settling, then a measured window of exactly 1 s, so that counts are rates.
 *
 * @param label         label of the step
 * @param answered      number of successes sent in the window, and as many ended in it
 * @param failed        number of failures sent in the window
 * @param message       message of each failure
 * @param latencyMillis latency of each success; failures have another
 * @param probeFailures number of readiness probes that fail in the window, beside one that succeeds
 */
public record ScriptedStep(
        String label, int answered, int failed, String message, int latencyMillis, int probeFailures) {

    public static final String REFUSED = "answer.find.is(ok), but actually found refused: HTTP 503";
    static final int SETTLING_MILLIS = 300;
    /** Length of the measured window, milliseconds. */
    public static final int WINDOW_MILLIS = 1000;

    /** Creates a step in which no request is refused. */
    public static ScriptedStep clean(String label, int answered) {
        return new ScriptedStep(label, answered, 0, "", 50, 0);
    }

    /** Creates a step in which some requests are refused. */
    public static ScriptedStep refusing(String label, int answered, int refused) {
        return new ScriptedStep(label, answered, refused, REFUSED, 50, 0);
    }

    /** Returns the same step without measured requests, only with the marks of its window. */
    public ScriptedStep emptied() {
        return new ScriptedStep(label, 0, 0, "", latencyMillis, 0);
    }

    /** One of the clients that send the requests: the groups around them, and which part of them it sends. */
    record Sender(List<String> groups, int answered, int failed) {}

    /** Writes its records. Returns the time at which the next step may begin. */
    int writeTo(BinaryLogWriter log, int startMillis) {
        return writeTo(log, startMillis, List.of(new Sender(List.of(label), answered, failed)), true);
    }

    /** Writes the records of an injector that hosts some of the clients, which share the load evenly. */
    int writeTo(BinaryLogWriter log, int startMillis, RunPart part) {
        Load load = Step.parse(label).orElseThrow().load();
        Weights weights = Weights.even(part.count());
        List<Sender> hosted = new ArrayList<>();
        for (int client = part.first(); client <= part.last(); client++) {
            Optional<Load> share = weights.shareOf(load, client);
            if (share.isPresent()) {
                hosted.add(new Sender(
                        List.of(label, new ClientShare(client, share.get()).label()),
                        part(answered, client, part.count()),
                        part(failed, client, part.count())));
            }
        }
        return writeTo(log, startMillis, hosted, part.first() == 1);
    }

    private static int part(int whole, int client, int clients) {
        return whole * client / clients - whole * (client - 1) / clients;
    }

    private int writeTo(BinaryLogWriter log, int startMillis, List<Sender> senders, boolean probes) {
        int window = startMillis + SETTLING_MILLIS;
        int end = window + WINDOW_MILLIS;
        for (Sender sender : senders) {
            request(log, sender.groups, LogMarks.SCORE_SETTLING, window - latencyMillis - 1);
        }
        log.group(List.of(label, LogMarks.SETTLING), startMillis, window, true);
        for (Sender sender : senders) {
            request(log, sender.groups, LogMarks.SCORE_SETTLING, window - 1); // ends in the window: counts as goodput
            for (int i = 0; i < sender.answered - 1; i++) {
                int at = window + i * (WINDOW_MILLIS - latencyMillis) / sender.answered;
                request(log, sender.groups, LogMarks.SCORE, at);
            }
            for (int i = 0; i < sender.failed; i++) {
                int at = window + i * WINDOW_MILLIS / sender.failed;
                log.request(sender.groups, LogMarks.SCORE, at, at + 2, false, message);
            }
        }
        if (probes) {
            log.request(List.of(), LogMarks.READINESS, window + 500, window + 502, true, "");
            for (int i = 0; i < probeFailures; i++) {
                log.request(List.of(), LogMarks.READINESS, window + 600, window + 601, false, "not ready: HTTP 502");
            }
        }
        log.group(List.of(label, LogMarks.MEASURED), window, end, true);
        for (Sender sender : senders) {
            if (sender.answered > 0) {
                request(log, sender.groups, LogMarks.SCORE, end - 1); // ends too late to count as goodput
            }
            if (sender.groups.size() > 1) {
                log.group(sender.groups, startMillis, end + latencyMillis, true);
            }
        }
        log.group(List.of(label), startMillis, end + latencyMillis, true);
        return end + latencyMillis + 150;
    }

    private void request(BinaryLogWriter log, List<String> groups, String name, int start) {
        log.request(groups, name, start, start + latencyMillis, true, "");
    }
}
