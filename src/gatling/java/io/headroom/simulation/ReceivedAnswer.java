package io.headroom.simulation;

import io.headroom.load.Outcome;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the checks have seen of one answer. Kept outside the session, which Gatling copies whenever something is put into it: at full
 * speed that costs more than the checks. Used by one virtual user only, so it needs no locks.
 */
final class ReceivedAnswer {

    private OptionalInt status = OptionalInt.empty();
    private Optional<Outcome> byStatus = Optional.empty();
    private OptionalLong millis = OptionalLong.empty();
    private boolean faulty;

    /** Forgets the last answer when a new request is sent. */
    void clear() {
        status = OptionalInt.empty();
        byStatus = Optional.empty();
        millis = OptionalLong.empty();
        faulty = false;
    }

    /**
     * Takes the HTTP status that was sent.
     *
     * @param outcome what it stands for
     */
    void sawStatus(int sent, Outcome outcome) {
        status = OptionalInt.of(sent);
        byStatus = Optional.of(outcome);
    }

    void sawFault() {
        faulty = true;
    }

    void sawMillis(long responseTime) {
        millis = OptionalLong.of(responseTime);
    }

    /** Returns the HTTP status; empty when there was no answer, and when it was given up. */
    OptionalInt status() {
        return status;
    }

    /** Returns the outcome that its status stands for; empty when there is no status. */
    Optional<Outcome> byStatus() {
        return byStatus;
    }

    /** Returns whether the answer was given up, e.g. because it is too large. Its connection is closed then. */
    boolean isFaulty() {
        return faulty;
    }

    /** Returns the response time as Gatling logs it, in milliseconds; empty when there was no answer. */
    OptionalLong millis() {
        return millis;
    }
}
