package io.headroom.simulation;

import io.headroom.load.Outcome;
import java.time.Duration;

/**
 * The place of one virtual user: which step it takes part in, and when it sends next. Used by one virtual user only, so it
 * needs no locks; kept beside its session ({@link Seats}), which Gatling copies with all that is in it at every turn.
 */
final class Seat {

    /** A sleeping user looks up at least this often, to see whether its step has ended. */
    private static final long LONGEST_NAP_NANOS = Duration.ofMillis(100).toNanos();

    /** Gatling pauses in whole milliseconds: what is due within half of one is due now. */
    private static final long ROUNDING_NANOS = Duration.ofMillis(1).toNanos() / 2;

    private final int client;
    private final int number;
    private final ReceivedAnswer answer = new ReceivedAnswer();
    private ActiveStep step;
    private StepPart part;
    private long dueNanos = ActiveStep.NEVER;
    private int sent;
    private String requestName = "";
    private long sentMillis;
    private long lateNanos;
    private boolean waits;

    /** @param client whose it is, from 1; 0 in a run without clients */
    Seat(int client, int number) {
        this.client = client;
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Takes part in the current step, if it is a new one and has a place for this seat. */
    boolean join(ActiveStep current) {
        if (current == null || current == step || current.hasEnded()) {
            return false;
        }
        StepPart mine = current.part(client).orElse(null);
        if (mine == null || number >= mine.seats()) {
            return false;
        }
        step = current;
        part = mine;
        sent = 0;
        dueNanos = current.firstDue(part, number);
        return dueNanos != ActiveStep.NEVER;
    }

    String stepLabel() {
        return step.label();
    }

    /** The group of its client inside the step's group. */
    String shareLabel() {
        return part.label().orElseThrow();
    }

    /**
     * Records the answer to its last request, if it still waits for one; whether it goes on to take part in the step.
     *
     * @param failed whether a check failed, or there was no answer
     */
    boolean goesOn(ScoringRequest request, boolean failed) {
        if (waits) {
            waits = false;
            Outcome outcome = request.outcome(answer, failed, this::waitedMillis);
            step.answer(number, requestName, lateNanos, answer.millis().orElseGet(this::waitedMillis), outcome);
            dueNanos = step.nextDue(part, number, sent, outcome);
        }
        return takesPart();
    }

    private boolean takesPart() {
        return !step.hasEnded() && dueNanos != ActiveStep.NEVER;
    }

    /** Whether its next request is due; if so, it counts as sent now. */
    boolean sendsNow() {
        if (!takesPart()) {
            return false;
        }
        long untilDue = untilDue();
        if (untilDue > ROUNDING_NANOS) {
            return false;
        }
        lateNanos = -untilDue;
        send();
        return true;
    }

    private void send() {
        step.send();
        sent++;
        requestName = step.requestName();
        sentMillis = System.currentTimeMillis();
        answer.await();
        waits = true;
    }

    Duration nap() {
        return Duration.ofMillis(Math.round(Math.min(untilDue(), LONGEST_NAP_NANOS) / 1e6));
    }

    private long untilDue() {
        return dueNanos == ActiveStep.AT_ONCE ? 0 : dueNanos - System.nanoTime();
    }

    String requestName() {
        return requestName;
    }

    /** What is known of the answer to the request. */
    ReceivedAnswer answer() {
        return answer;
    }

    private long waitedMillis() {
        return System.currentTimeMillis() - sentMillis;
    }
}
