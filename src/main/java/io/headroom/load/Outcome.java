package io.headroom.load;

import java.util.Locale;
import java.util.Set;

/**
 * The outcome of one request. Our checks write {@code <word>: HTTP <status>} into the log, which {@link FailureMessage}
 * reads back. Which status stands for which outcome is said by the table of {@link #ofStatus} and, where the settings
 * change it, by {@link StatusOutcomes}.
 */
public enum Outcome {
    /** Answered as expected. */
    OK,
    /** 503, with or without {@code Retry-After}, or 429: the service says "no more". */
    REFUSED,
    /**
     * 502, no connection (refused, not made in time, not over TLS, no such host, closed before the answer), or a failed
     * readiness probe.
     */
    NOT_READY,
    /** Not answered in time by the service, or 504 or 408: it was not in time for what stands before it. */
    TIMED_OUT,
    /** Redirected, or any other 4xx: the test is wrong, not the service. */
    CLIENT_ERROR,
    /** Any other 5xx, or 424: what the endpoint depends on, such as the container of its model, failed. */
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

    private static final Set<Outcome> TOLD_BY_STATUS =
            Set.of(REFUSED, NOT_READY, TIMED_OUT, CLIENT_ERROR, SERVER_ERROR);

    /** Returns the name used in log messages and reports, e.g. {@code not ready}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the canonical message of a request that was answered with this status. */
    public String message(int status) {
        return word() + ": HTTP " + status;
    }

    /** Returns whether an HTTP status can tell this outcome of a request that failed. */
    public boolean isToldByStatus() {
        return TOLD_BY_STATUS.contains(this);
    }

    /** Returns the outcome that an HTTP status tells where no setting says otherwise. */
    public static Outcome ofStatus(int status) {
        if (status >= 200 && status < 300) {
            return OK;
        }
        return switch (status) {
            case 429, 503 -> REFUSED;
            case 502 -> NOT_READY;
            case 408, 504 -> TIMED_OUT;
            case 424 -> SERVER_ERROR;
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
}
