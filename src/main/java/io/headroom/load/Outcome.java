package io.headroom.load;

import java.util.Locale;

/**
 * The outcome of one request. Our checks write {@code <word>: HTTP <status>} into the log, which {@link FailureMessage}
 * reads back.
 */
public enum Outcome {
    /** Answered as expected. */
    OK,
    /** 503 or 429: the service says "no more". */
    REFUSED,
    /**
     * 502, no connection (refused, not made in time, not over TLS, no such host, closed before the answer), or a failed
     * readiness probe.
     */
    NOT_READY,
    /** Not answered in time. */
    TIMED_OUT,
    /** Redirected, or any other 4xx: the test is wrong, not the service. */
    CLIENT_ERROR,
    /** Any other 5xx. */
    SERVER_ERROR,
    /** 200, but the body is not the expected one. */
    WRONG_ANSWER,
    /**
     * Not sent: the injector has run out of ports, file descriptors, threads or memory. This says nothing about the
     * service.
     */
    INJECTOR_ERROR,
    /** Failed in a way that none of the above describes; only the log's message tells more. */
    OTHER_ERROR;

    /** Returns the name used in log messages and reports, e.g. {@code not ready}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the canonical message of a request that was answered with this status. */
    public String message(int status) {
        return word() + ": HTTP " + status;
    }

    /** Returns the outcome that an HTTP status alone tells. */
    public static Outcome ofStatus(int status) {
        if (status >= 200 && status < 300) {
            return OK;
        }
        return switch (status) {
            case 429, 503 -> REFUSED;
            case 502 -> NOT_READY;
            case 504 -> TIMED_OUT;
            default -> status >= 500 ? SERVER_ERROR : CLIENT_ERROR;
        };
    }

    /**
     * Returns the outcome of a record in the log.
     *
     * @param ok      whether Gatling counted the request as successful
     * @param message the record's error message; ignored if {@code ok}
     */
    public static Outcome ofMessage(boolean ok, String message) {
        return ok ? OK : FailureMessage.parse(message).outcome();
    }

    /**
     * Returns how a canonical message of this outcome begins. It is long enough to tell it from a foreign message such
     * as "Connection refused: some host".
     */
    String mark() {
        return this == WRONG_ANSWER ? word() + ": " : word() + ": HTTP ";
    }
}
