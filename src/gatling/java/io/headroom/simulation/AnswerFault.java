package io.headroom.simulation;

import io.headroom.endpoint.AnswerLimits;
import io.headroom.load.Outcome;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;

/**
 * Why an answer is not passed on as it came. All that the checks of Gatling see of an answer that was given up is a status, so each
 * fault has one that HTTP does not have.
 */
enum AnswerFault {
    /** Status line, headers or trailers are too large. */
    HEADERS,
    /** The body is too large, maybe only when it is unpacked. */
    BODY,
    /** The body cannot be unpacked. */
    PACKING,
    /** The status does not have three digits. */
    STATUS,
    /** It is no HTTP. Gatling's own message would quote what it is, which may be a secret of the request. */
    FORM;

    private static final int FIRST_CODE = 1000;

    private static final AnswerFault[] ALL = values();

    /** Returns the status that stands for this fault. */
    HttpResponseStatus status() {
        return HttpResponseStatus.valueOf(FIRST_CODE + ordinal());
    }

    /** Returns the fault that a status stands for; empty for one of HTTP's. */
    static Optional<AnswerFault> ofCode(int code) {
        int index = code - FIRST_CODE;
        return index < 0 || index >= ALL.length ? Optional.empty() : Optional.of(ALL[index]);
    }

    /** Returns the message for the log. */
    String message(AnswerLimits limits) {
        return Outcome.WRONG_ANSWER.word() + ": " + description(limits);
    }

    /** Says what the answer has, e.g. {@code headers of more than 64 KiB (headroom.endpoint.answer.maximum-headers)}. */
    String description(AnswerLimits limits) {
        return switch (this) {
            case HEADERS ->
                "headers of more than " + AnswerLimits.text(limits.headers())
                        + " (headroom.endpoint.answer.maximum-headers)";
            case BODY ->
                "a body of more than " + AnswerLimits.text(limits.body()) + " (headroom.endpoint.answer.maximum-body)";
            case PACKING -> "a body that cannot be unpacked as its Content-Encoding says";
            case STATUS -> "a status that HTTP does not have";
            case FORM -> "a form that HTTP does not have";
        };
    }
}
