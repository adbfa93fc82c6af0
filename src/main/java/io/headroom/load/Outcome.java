package io.headroom.load;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of one request. Our checks write {@code <word>: HTTP <status>} into the log; {@link #ofMessage} reads that
 * back, and also what Gatling itself and foreign simulations write.
 */
public enum Outcome {
    /** Answered, and rightly so. */
    OK,
    /** 503 or 429: the service says "no more". */
    REFUSED,
    /** 502, connection refused, premature close, or a failed readiness probe. */
    NOT_READY,
    /** No answer in time. */
    TIMED_OUT,
    /** Redirected, or any other 4xx: the test is wrong, not the service. */
    CLIENT_ERROR,
    /** Any other 5xx. */
    SERVER_ERROR,
    /** 200, but the body is not what was expected. */
    WRONG_ANSWER,
    /** The injector could not send it: it has no ports, file descriptors, threads or memory left. Says nothing of the service. */
    INJECTOR_ERROR,
    /** Failed in a way that none of the above describes; the log's message is all there is. */
    OTHER_ERROR;

    private static final List<Outcome> FAILURES = List.of(values()).subList(1, values().length);

    /** Checks of anything but the status find numbers, too: {@code jsonPath($.id).find.is(1), but actually found 404}. */
    private static final Pattern STATUS =
            Pattern.compile("(?:HTTP |HTTP/1\\.1 |status (?:code )?|^status\\b.*\\bfound )(\\d{3})\\b");

    /** What the injector's system says when it runs short. "Failed to open a socket" is Netty's word for too many open files. */
    private static final Pattern INJECTOR = Pattern.compile("too many open files|failed to open a socket"
            + "|can(?:not|'t) assign requested address|unable to create (?:new )?native thread|outofmemory"
            + "|out of direct memory|no buffer space");

    /** The name used in log messages and reports, e.g. {@code not ready}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The canonical message for a request that was answered with this status. */
    public String message(int status) {
        return word() + ": HTTP " + status;
    }

    /** What an HTTP status alone says. */
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
     * What a record in the log says.
     *
     * @param ok      whether Gatling counted the request as successful
     * @param message the record's error message; ignored when {@code ok}
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

    /** How a canonical message of this outcome begins; "Connection refused: some host" is none. */
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
