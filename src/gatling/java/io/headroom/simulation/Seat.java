package io.headroom.simulation;

import io.headroom.load.Outcome;
import java.time.Duration;

/**
 * The place of one virtual user, kept in its session: which step it takes part in, and when it sends next. Used by one
 * virtual user only, so it needs no locks.
 */
final class Seat {

    /** A sleeping user looks up at least this often, to see whether its step has ended. */
    private static final long LONGEST_NAP_NANOS = Duration.ofMillis(100).toNanos();

    /** Gatling pauses in whole milliseconds: what is due within half of one is due now. */
    private static final long ROUNDING_NANOS = Duration.ofMillis(1).toNanos() / 2;

    private final int number;
    private ActiveStep step;
    private long dueNanos = ActiveStep.NEVER;
    private int sent;
    private String requestName = "";
    private long sentMillis;

    Seat(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Takes part in the current step, if it is a new one and has a place for this seat. */
    boolean join(ActiveStep current) {
        if (current == null || current == step || current.hasEnded() || number >= current.seats()) {
            return false;
        }
        step = current;
        sent = 0;
        dueNanos = current.firstDue(number);
        return dueNanos != ActiveStep.NEVER;
    }

    String stepLabel() {
        return step.label();
    }

    boolean takesPart() {
        return !step.hasEnded() && dueNanos != ActiveStep.NEVER;
    }

    boolean isDue() {
        return takesPart() && untilDue() <= ROUNDING_NANOS;
    }

    Duration nap() {
        return Duration.ofMillis(Math.round(Math.min(untilDue(), LONGEST_NAP_NANOS) / 1e6));
    }

    private long untilDue() {
        return dueNanos - System.nanoTime();
    }

    void send() {
        step.send();
        sent++;
        requestName = step.requestName();
        sentMillis = System.currentTimeMillis();
    }

    String requestName() {
        return requestName;
    }

    /** How long ago the request was sent. */
    long waitedMillis() {
        return System.currentTimeMillis() - sentMillis;
    }

    void answer(long latencyMillis, Outcome outcome) {
        step.answer(requestName, latencyMillis, outcome);
        dueNanos = step.nextDue(number, sent, outcome);
    }
}
