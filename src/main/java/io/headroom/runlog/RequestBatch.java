package io.headroom.runlog;

import io.headroom.load.ClientRecorder;
import io.headroom.load.Outcome;
import io.headroom.load.Timeline;
import io.headroom.simlog.RecordBatch;

/**
 * Requests that follow each other in the log and count alike: of the same part of the same step, in the same slice of time.
 * They are counted by outcome and latency first, and handed on together when another request comes. Nothing but speed
 * depends on it: a record costs one addition instead of two or three histograms.
 */
final class RequestBatch {

    /** Nearly all latencies are shorter; a longer one is another request. */
    private static final int LONGEST_MILLIS_BITS = 12;

    private static final Outcome[] OUTCOMES = Outcome.values();

    private final Timeline timeline;
    private final int[] counts = new int[OUTCOMES.length << LONGEST_MILLIS_BITS];

    /** Where in {@link #counts} there is something. */
    private final int[] counted = new int[counts.length];

    private int countedLength;
    private StepTrack track;
    private ClientRecorder client;
    private StepTrack.ClientTrack part;
    private boolean settles;
    private int someEnd;
    private int from;
    private int until;
    private int firstOk = Integer.MAX_VALUE;
    private int lastOk = Integer.MIN_VALUE;
    private int firstFailed = Integer.MAX_VALUE;
    private int lastFailed = Integer.MIN_VALUE;

    RequestBatch(Timeline timeline) {
        this.timeline = timeline;
    }

    /**
     * Takes a request of the same part of the same step, if it counts as the others do.
     *
     * @return whether it does; if not, nothing was done
     */
    boolean add(int endMillis, int latencyMillis, Outcome outcome) {
        if (endMillis < from || endMillis >= until || latencyMillis >>> LONGEST_MILLIS_BITS != 0) {
            return false;
        }
        count(outcome.ordinal() << LONGEST_MILLIS_BITS | latencyMillis);
        note(endMillis, outcome == Outcome.OK);
        return true;
    }

    private void note(int endMillis, boolean ok) {
        if (ok) {
            firstOk = Math.min(firstOk, endMillis);
            lastOk = Math.max(lastOk, endMillis);
        } else {
            firstFailed = Math.min(firstFailed, endMillis);
            lastFailed = Math.max(lastFailed, endMillis);
        }
    }

    private void count(int index) {
        if (counts[index]++ == 0) {
            counted[countedLength++] = index;
        }
    }

    /**
     * Takes requests of the same part of the same step as long as they count as the others do, and passes over the ends of
     * groups.
     *
     * @param first  the first record of the run to take
     * @param failed outcome of the requests that failed
     * @return the place of the first that does not count so; the run's length if all do
     */
    int add(RecordBatch run, int first, int offsetMillis, Outcome failed) {
        int ofFailed = failed.ordinal() << LONGEST_MILLIS_BITS;
        int ofOk = Outcome.OK.ordinal() << LONGEST_MILLIS_BITS;
        int place = first;
        for (; place < run.length(); place++) {
            if (!run.isRequest(place)) {
                continue;
            }
            int end = run.endMillis(place) + offsetMillis;
            int latencyMillis = run.endMillis(place) - run.startMillis(place);
            if (end < from || end >= until || latencyMillis >>> LONGEST_MILLIS_BITS != 0) {
                break;
            }
            boolean ok = run.isOk(place);
            count((ok ? ofOk : ofFailed) | latencyMillis);
            note(end, ok);
        }
        return place;
    }

    /**
     * Begins anew with a request; what was there must have been handed on.
     *
     * @param ofTrack   the step; null for none
     * @param ofClient  whose it is; null for nobody's
     * @param ofPart    that client's part in the step; null for none
     * @param ofSettles whether it is of the step's settling
     */
    void begin(
            StepTrack ofTrack,
            ClientRecorder ofClient,
            StepTrack.ClientTrack ofPart,
            boolean ofSettles,
            int endMillis,
            int latencyMillis,
            Outcome outcome) {
        track = ofTrack;
        client = ofClient;
        part = ofSettles ? null : ofPart;
        settles = ofSettles;
        note(endMillis, outcome == Outcome.OK);
        someEnd = endMillis;
        handOn(latencyMillis, outcome, 1);
        from = timeline.sliceFrom();
        until = timeline.sliceUntil();
        if (track != null) {
            from = (int) Math.max(from, track.alikeFrom(endMillis));
            until = (int) Math.min(until, track.alikeUntil(endMillis));
        }
    }

    /** Hands on what there is; no request counts alike until the next beginning. */
    void handOn() {
        for (int i = 0; i < countedLength; i++) {
            int index = counted[i];
            int latencyMillis = index & ((1 << LONGEST_MILLIS_BITS) - 1);
            handOn(latencyMillis, OUTCOMES[index >>> LONGEST_MILLIS_BITS], counts[index]);
            counts[index] = 0;
        }
        countedLength = 0;
        from = 0;
        until = 0;
        if (client != null) {
            handOnTimes();
        }
        firstOk = Integer.MAX_VALUE;
        lastOk = Integer.MIN_VALUE;
        firstFailed = Integer.MAX_VALUE;
        lastFailed = Integer.MIN_VALUE;
    }

    private void handOnTimes() {
        if (firstOk <= lastOk) {
            client.answered(true, firstOk, lastOk);
        }
        if (firstFailed <= lastFailed) {
            client.answered(false, firstFailed, lastFailed);
        }
    }

    private void handOn(int latencyMillis, Outcome outcome, int count) {
        timeline.requests(someEnd, latencyMillis, outcome, count);
        if (track != null) {
            track.requests(settles, someEnd, latencyMillis, outcome, count);
        }
        if (client != null) {
            client.requests(latencyMillis, outcome, count);
        }
        if (part != null && outcome == Outcome.OK) {
            part.succeeded(count);
        }
    }
}
