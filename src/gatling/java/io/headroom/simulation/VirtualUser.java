package io.headroom.simulation;

import io.headroom.load.Outcome;
import java.time.Duration;

/**
 * A virtual user that sends requests: knows the step that it takes part in, and when it sends next. Gatling runs each user on one
 * event loop, so no locks are needed. Kept outside the session ({@link VirtualUsers}), which Gatling copies with its contents at every
 * turn.
 */
final class VirtualUser {

    /** Longest sleep of a user before it checks whether its step has ended. */
    static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    /** Gatling pauses in whole milliseconds: a request that is due within half a millisecond is due now. */
    private static final long ROUNDING_NANOS = Duration.ofMillis(1).toNanos() / 2;

    private final int client;
    private final int number;
    private final ConnectionPool connections;
    private final ReceivedAnswer answer = new ReceivedAnswer();
    private ActiveStep step;
    private StepPart part;
    private long dueNanos = DueTimes.NEVER;
    private int sent;
    private String requestName = "";
    private long sentMillis;
    private long lateNanos;
    private boolean awaitsAnswer;
    private boolean closesConnection;

    /**
     * @param client that it belongs to, from 1; 0 in a run without clients
     * @param number among the users of its client, from 0
     */
    VirtualUser(int client, int number, ConnectionPool connections) {
        this.client = client;
        this.number = number;
        this.connections = connections;
    }

    int number() {
        return number;
    }

    /** Joins the current step if it is a new one that needs this user, and returns whether it did. */
    boolean join(ActiveStep current) {
        if (current == null || current == step || current.hasEnded()) {
            return false;
        }
        StepPart mine = current.part(client).orElse(null);
        if (mine == null || number >= mine.users()) {
            return false;
        }
        step = current;
        part = mine;
        sent = 0;
        connections.join(current, !part.load().isOpen());
        dueNanos = current.due().first(part, number, connections.index());
        return dueNanos != DueTimes.NEVER;
    }

    String stepLabel() {
        return step.label();
    }

    /** Returns the name of the client's group inside the step's group. */
    String shareLabel() {
        return part.label().orElseThrow();
    }

    /**
     * Records the answer to the last request, if it is not recorded yet.
     *
     * @param failed whether a check failed, or there was no answer
     * @return whether this user still takes part in the step
     */
    boolean recordAnswer(ScoringRequest request, boolean failed) {
        if (awaitsAnswer) {
            awaitsAnswer = false;
            Outcome outcome = request.outcome(answer, failed, this::waitedMillis);
            long latencyMillis = answer.millis().orElseGet(this::waitedMillis);
            step.answer(number, requestName, lateNanos, latencyMillis, outcome, answer.status());
            connections.end(
                    System.currentTimeMillis(),
                    closesConnection,
                    answer.status().isEmpty());
            dueNanos = step.due().next(part, number, connections.index(), sent, outcome, latencyMillis);
        } else if (dueNanos == DueTimes.NOTHING_YET) {
            dueNanos = step.due().claim(part, connections.index());
        }
        return takesPart();
    }

    private boolean takesPart() {
        return !step.hasEnded() && dueNanos != DueTimes.NEVER;
    }

    /** Returns whether the next request is due. If so, it is counted as sent, and the caller has to send it now. */
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
        closesConnection = connections.send(sentMillis);
        answer.clear();
        awaitsAnswer = true;
    }

    /** Returns how long to sleep now. */
    Duration pause() {
        return Duration.ofMillis(Math.round(Math.min(untilDue(), LONGEST_PAUSE.toNanos()) / 1e6));
    }

    private long untilDue() {
        if (dueNanos == DueTimes.NOTHING_YET) {
            return LONGEST_PAUSE.toNanos();
        }
        return dueNanos == DueTimes.AT_ONCE ? 0 : dueNanos - System.nanoTime();
    }

    String requestName() {
        return requestName;
    }

    /** Returns whether the last request closes its connection. */
    boolean closesConnection() {
        return closesConnection;
    }

    /** Returns what the checks have seen of the answer to the last request. */
    ReceivedAnswer answer() {
        return answer;
    }

    private long waitedMillis() {
        return System.currentTimeMillis() - sentMillis;
    }
}
