package io.headroom.simulation;

import io.headroom.endpoint.AnswerFault;
import io.headroom.endpoint.AnswerLimits;
import io.headroom.load.Outcome;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;

/**
 * The statuses that stand for answers that were given up. All that the checks of Gatling see of such an answer is a status, so each
 * fault has one that HTTP does not have.
 */
final class FaultStatus {

    private static final int FIRST_CODE = 1000;

    private static final AnswerFault[] FAULTS = AnswerFault.values();

    private FaultStatus() {}

    /** Returns the status that stands for a fault. */
    static HttpResponseStatus of(AnswerFault fault) {
        return HttpResponseStatus.valueOf(FIRST_CODE + fault.ordinal());
    }

    /** Returns the message for the log of an answer with this fault. */
    static String message(AnswerFault fault, AnswerLimits limits) {
        return Outcome.WRONG_ANSWER.word() + ": " + fault.description(limits);
    }

    /** Returns the fault that a status stands for; empty for one of HTTP's. */
    static Optional<AnswerFault> fault(int code) {
        int index = code - FIRST_CODE;
        return index < 0 || index >= FAULTS.length ? Optional.empty() : Optional.of(FAULTS[index]);
    }
}
