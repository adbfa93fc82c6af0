package io.headroom.load;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The outcome of one request. Our checks write {@code <word>: HTTP <status>} into the log. {@link #ofMessage} reads
 * that back, and also the messages of Gatling itself and of simulations that are not ours.
 */
public enum Outcome {
    /** Answered as expected. */
    OK,
    /** 503 or 429: the service says "no more". */
    REFUSED,
    /** 502, connection refused, premature close, or a failed readiness probe. */
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

    private static final List<Outcome> FAILURES = List.of(values()).subList(1, values().length);

    /**
     * Matches an HTTP status only where the message names it as one, since other checks report numbers, too, e.g.
     * {@code jsonPath($.id).find.is(1), but actually found 404}.
     */
    private static final Pattern STATUS =
            Pattern.compile("(?:HTTP |HTTP/1\\.1 |status (?:code )?|^status\\b.*\\bfound )(\\d{3})\\b");

    /**
     * Matches what the injector's operating system or JVM says when a resource runs out. Netty says "failed to open a
     * socket" for too many open files.
     */
    private static final Pattern INJECTOR = Pattern.compile("too many open files|failed to open a socket"
            + "|can(?:not|'t) assign requested address|unable to create (?:new )?native thread|outofmemory"
            + "|out of direct memory|no buffer space");

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
        if (ok) {
            return OK;
        }
        for (Outcome failure : FAILURES) {
            if (message.contains(failure.mark())) {
                return failure;
            }
        }
        return ofForeignMessage(message);
    }

    /**
     * Returns how a canonical message of this outcome begins. It is long enough to tell it from a foreign message such
     * as "Connection refused: some host".
     */
    private String mark() {
        return this == WRONG_ANSWER ? word() + ": " : word() + ": HTTP ";
    }

    private static Outcome ofForeignMessage(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (INJECTOR.matcher(text).find()) {
            return INJECTOR_ERROR;
        }
        if (text.contains("connection refused")
                || text.contains("premature close")
                || text.contains("connection reset")
                || text.contains("prematurecloseexception")
                || text.contains("bad gateway")
                || text.contains("closedchannelexception")) {
            return NOT_READY;
        }
        if (text.contains("request timeout") || text.contains("timed out") || text.contains("timeoutexception")) {
            return TIMED_OUT;
        }
        if (text.contains("service unavailable") || text.contains("too many requests")) {
            return REFUSED;
        }
        Matcher status = STATUS.matcher(message);
        if (status.find()) {
            Outcome outcome = ofStatus(Integer.parseInt(status.group(1)));
            return outcome == OK ? OTHER_ERROR : outcome;
        }
        return OTHER_ERROR;
    }
}
