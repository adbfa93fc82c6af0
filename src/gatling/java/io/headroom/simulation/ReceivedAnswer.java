package io.headroom.simulation;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the checks saw of one answer. Kept beside the session, which Gatling copies whenever something is put into it: at full
 * speed that costs more than the checks. Used by one virtual user only, so it needs no locks.
 */
final class ReceivedAnswer {

    private OptionalInt status = OptionalInt.empty();
    private OptionalLong millis = OptionalLong.empty();

    /** Nothing is known of the answer to a request that is sent now. */
    void await() {
        status = OptionalInt.empty();
        millis = OptionalLong.empty();
    }

    void sawStatus(int code) {
        status = OptionalInt.of(code);
    }

    void sawMillis(long responseTime) {
        millis = OptionalLong.of(responseTime);
    }

    /** The HTTP status, or nothing when there was no answer. */
    OptionalInt status() {
        return status;
    }

    /** How long it took, as Gatling logs it, or nothing when there was no answer. */
    OptionalLong millis() {
        return millis;
    }
}
