package io.headroom.foreign;

import io.headroom.load.FailureMessage;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.OutcomeTally;
import org.HdrHistogram.IntCountsHistogram;

/** Events of a short period of the run. Its size does not grow with the number of requests. */
final class Bucket {

    /** Significant digits of latencies: percentiles are exact up to 255 ms, and within 1 % above. */
    private static final int DIGITS = 2;

    private final OutcomeTally sent = new OutcomeTally();
    private long userStarts;
    private long userEnds;
    private long answeredOk;
    private long begun;
    private long ended;
    private long begunAtMillis;
    private long endedAtMillis;
    private IntCountsHistogram latency;
    private IntCountsHistogram refusedLatency;

    void userStarted() {
        userStarts++;
    }

    void userEnded() {
        userEnds++;
    }

    void sent(Outcome outcome, long latencyMillis) {
        sent.add(outcome, 1);
        if (outcome == Outcome.OK) {
            latency = recorded(latency, latencyMillis);
        } else if (outcome == Outcome.REFUSED) {
            refusedLatency = recorded(refusedLatency, latencyMillis);
        }
    }

    /** Counts the status of a failed request, which is counted by {@link #sent(Outcome, long)}, too. */
    void failed(FailureMessage failure) {
        sent.failed(failure.outcome(), failure.status(), 1);
    }

    void answeredOk() {
        answeredOk++;
    }

    /** Records that a request of any name was sent, at a time after the start of the run. */
    void begun(long atMillis) {
        begun++;
        begunAtMillis += atMillis;
    }

    /** Records that a request of any name was answered or given up, at a time after the start of the run. */
    void ended(long atMillis) {
        ended++;
        endedAtMillis += atMillis;
    }

    private static IntCountsHistogram recorded(IntCountsHistogram histogram, long millis) {
        IntCountsHistogram into = histogram == null ? new IntCountsHistogram(DIGITS) : histogram;
        into.setAutoResize(true);
        into.recordValue(Math.max(0, millis));
        return into;
    }

    /** Adds the events of another bucket. */
    void add(Bucket other) {
        begun += other.begun;
        ended += other.ended;
        begunAtMillis += other.begunAtMillis;
        endedAtMillis += other.endedAtMillis;
        sent.add(other.sent);
        userStarts += other.userStarts;
        userEnds += other.userEnds;
        answeredOk += other.answeredOk;
        latency = sum(latency, other.latency);
        refusedLatency = sum(refusedLatency, other.refusedLatency);
    }

    private static IntCountsHistogram sum(IntCountsHistogram into, IntCountsHistogram other) {
        if (other == null) {
            return into;
        }
        IntCountsHistogram total = into == null ? new IntCountsHistogram(DIGITS) : into;
        total.setAutoResize(true);
        total.add(other);
        return total;
    }

    /** Returns how many more requests are in flight at the end of the bucket than at its start. */
    long moreInFlight() {
        return begun - ended;
    }

    /** Returns the number of requests of any name that were sent. */
    long begun() {
        return begun;
    }

    /**
     * Returns the time that requests were in flight within the bucket, summed over them. Each that is in flight at its start or
     * sent in it counts to the end of the bucket, less what is left of the bucket when it ends.
     *
     * @param before requests in flight at its start
     * @param fromMillis start of the bucket
     * @param toMillis end of the bucket
     */
    long inFlightMillis(long before, long fromMillis, long toMillis) {
        return before * (toMillis - fromMillis) + toMillis * moreInFlight() - begunAtMillis + endedAtMillis;
    }

    long userStarts() {
        return userStarts;
    }

    long userEnds() {
        return userEnds;
    }

    long sent(Outcome outcome) {
        return sent.of(outcome);
    }

    long sent() {
        return sent.total();
    }

    /** Returns the requests that were sent, by what became of them. */
    OutcomeCounts counts() {
        return sent.counts();
    }

    long answeredOkCount() {
        return answeredOk;
    }

    IntCountsHistogram latency() {
        return latency == null ? new IntCountsHistogram(DIGITS) : latency;
    }

    IntCountsHistogram refusedLatency() {
        return refusedLatency == null ? new IntCountsHistogram(DIGITS) : refusedLatency;
    }
}
