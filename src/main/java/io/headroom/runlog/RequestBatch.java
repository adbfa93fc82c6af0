package io.headroom.runlog;

import io.headroom.load.ClientRecorder;
import io.headroom.load.FailureMessage;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.Timeline;
import io.headroom.simlog.RecordBatch;
import java.util.List;

/**
 * Requests of one name in the same groups that end in the same slice of time, so that they are counted alike. They are counted by
 * outcome and latency here, and each of these counts is then added at once to the histograms of the step, the client and the
 * timeline. This is for speed only: a record costs one addition instead of up to three histogram updates.
 */
final class RequestBatch {

    /** Nearly all latencies are below 2^12 ms; a longer one does not fit into a batch and is counted alone. */
    private static final int LATENCY_BITS = 12;

    private static final Outcome[] OUTCOMES = Outcome.values();

    private final Timeline timeline;

    /** Number of requests by outcome and latency: the ordinal of the outcome in the high bits, the latency in the low ones. */
    private final int[] counts = new int[OUTCOMES.length << LATENCY_BITS];

    /** Indices of {@link #counts} that are above 0. */
    private final int[] used = new int[counts.length];

    private int usedLength;

    // what the requests have in common; null where it does not apply
    private List<String> groups = List.of();
    private String name = "";
    private StepTrack step;
    private ClientRecorder client;
    private StepTrack.ClientTrack measuredShare;
    private boolean settling;

    /** End time of some request in the batch: all are counted as if they ended then. */
    private int anyEndMillis;

    /** End times that the batch accepts: from the first, to the second excluded. Both are 0 while it accepts none. */
    private int fromMillis;

    private int untilMillis;

    private int firstOkMillis = Integer.MAX_VALUE;
    private int lastOkMillis = Integer.MIN_VALUE;
    private int firstFailedMillis = Integer.MAX_VALUE;
    private int lastFailedMillis = Integer.MIN_VALUE;

    RequestBatch(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Returns whether this is the batch of these requests. Lists that are equal but not the same only cost time. */
    @SuppressWarnings("ReferenceEquality")
    boolean isFor(List<String> ofGroups, String ofName) {
        return groups == ofGroups && name == ofName;
    }

    /**
     * Uses the batch, which must have been flushed, for other requests.
     *
     * @param ofStep   their step; null for none
     * @param ofClient their client; null for none
     * @param share    the client's share in the step; null for none
     */
    void reuse(
            List<String> ofGroups,
            String ofName,
            StepTrack ofStep,
            ClientRecorder ofClient,
            StepTrack.ClientTrack share) {
        groups = ofGroups;
        name = ofName;
        step = ofStep;
        client = ofClient;
        settling = ofName.equals(LogMarks.SCORE_SETTLING);
        measuredShare = settling ? null : share;
    }

    List<String> groups() {
        return groups;
    }

    /** Returns the step of the requests; null for none. */
    StepTrack step() {
        return step;
    }

    /** Returns the client that sent the requests; null for none. */
    ClientRecorder client() {
        return client;
    }

    /**
     * Adds a request, if it is counted like the others.
     *
     * @return false when it is not, and nothing was done
     */
    boolean add(int endMillis, int latencyMillis, Outcome outcome) {
        if (endMillis < fromMillis || endMillis >= untilMillis || latencyMillis >>> LATENCY_BITS != 0) {
            return false;
        }
        count(outcome.ordinal() << LATENCY_BITS | latencyMillis);
        noteTime(endMillis, outcome == Outcome.OK);
        return true;
    }

    /**
     * Adds requests until one is not counted like the others. Skips the ends of groups.
     *
     * @param first  index of the first record to add
     * @param failed outcome of the requests that failed
     * @return index of the request that is not counted like the others; the number of records if all are
     */
    int add(RecordBatch records, int first, int offsetMillis, Outcome failed) {
        int failedIndex = failed.ordinal() << LATENCY_BITS;
        int okIndex = Outcome.OK.ordinal() << LATENCY_BITS;
        int i = first;
        for (; i < records.length(); i++) {
            if (!records.isRequest(i)) {
                continue;
            }
            int end = records.endMillis(i) + offsetMillis;
            int latencyMillis = records.endMillis(i) - records.startMillis(i);
            if (end < fromMillis || end >= untilMillis || latencyMillis >>> LATENCY_BITS != 0) {
                break;
            }
            boolean ok = records.isOk(i);
            count((ok ? okIndex : failedIndex) | latencyMillis);
            noteTime(end, ok);
        }
        return i;
    }

    private void count(int index) {
        if (counts[index]++ == 0) {
            used[usedLength++] = index;
        }
    }

    private void noteTime(int endMillis, boolean ok) {
        if (ok) {
            firstOkMillis = Math.min(firstOkMillis, endMillis);
            lastOkMillis = Math.max(lastOkMillis, endMillis);
        } else {
            firstFailedMillis = Math.min(firstFailedMillis, endMillis);
            lastFailedMillis = Math.max(lastFailedMillis, endMillis);
        }
    }

    /** Counts the message of failed requests, which are added to the batch, too. */
    void failed(String text, FailureMessage failure, int count) {
        if (step != null && !settling) {
            step.failed(failure, count);
        }
        if (client != null) {
            client.failed(text, failure, count);
        }
    }

    /** Counts a request and accepts those that end in the same slice of time. The batch must have been flushed. */
    void begin(int endMillis, int latencyMillis, Outcome outcome) {
        noteTime(endMillis, outcome == Outcome.OK);
        anyEndMillis = endMillis;
        record(latencyMillis, outcome, 1);
        fromMillis = timeline.sliceFrom();
        untilMillis = timeline.sliceUntil();
        if (step != null) {
            fromMillis = (int) Math.max(fromMillis, step.alikeFrom(endMillis));
            untilMillis = (int) Math.min(untilMillis, step.alikeUntil(endMillis));
        }
    }

    /** Flushes the pending counts and closes the batch: it accepts no request until the next call of {@link #begin}. */
    void flush() {
        for (int i = 0; i < usedLength; i++) {
            int index = used[i];
            int latencyMillis = index & ((1 << LATENCY_BITS) - 1);
            record(latencyMillis, OUTCOMES[index >>> LATENCY_BITS], counts[index]);
            counts[index] = 0;
        }
        usedLength = 0;
        fromMillis = 0;
        untilMillis = 0;
        if (client != null) {
            recordTimes();
        }
        firstOkMillis = Integer.MAX_VALUE;
        lastOkMillis = Integer.MIN_VALUE;
        firstFailedMillis = Integer.MAX_VALUE;
        lastFailedMillis = Integer.MIN_VALUE;
    }

    private void recordTimes() {
        if (firstOkMillis <= lastOkMillis) {
            client.answered(true, firstOkMillis, lastOkMillis);
        }
        if (firstFailedMillis <= lastFailedMillis) {
            client.answered(false, firstFailedMillis, lastFailedMillis);
        }
    }

    private void record(int latencyMillis, Outcome outcome, int count) {
        timeline.requests(anyEndMillis, latencyMillis, outcome, count);
        if (step != null) {
            step.requests(settling, anyEndMillis, latencyMillis, outcome, count);
        }
        if (client != null) {
            client.requests(latencyMillis, outcome, count);
        }
        if (measuredShare != null && outcome == Outcome.OK) {
            measuredShare.succeeded(count);
        }
    }
}
