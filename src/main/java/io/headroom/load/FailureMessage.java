package io.headroom.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the message of a failed request in the log says. Our checks write {@code <outcome>: HTTP <status>}, with the status
 * that was sent and the outcome that it stood for in that run, so that no settings are needed to read it. The messages of
 * Gatling itself and of simulations that are not ours are understood, too, by the table of {@link Outcome#ofStatus}.
 *
 * @param outcome what became of the request
 * @param status  HTTP status of the answer; empty if there was no answer, the message does not name its status, or
 *                no status says why the request failed
 */
public record FailureMessage(Outcome outcome, OptionalInt status) {

    private static final Map<String, Outcome> BY_WORD = Arrays.stream(Outcome.values())
            .filter(outcome -> outcome != Outcome.OK && outcome != Outcome.WRONG_ANSWER)
            .collect(Collectors.toUnmodifiableMap(Outcome::word, Function.identity()));

    /**
     * Matches how a canonical message begins. It is long enough to tell it from a foreign message such as "Connection refused:
     * some host". What follows may be words of the service, so that the first match counts.
     */
    private static final Pattern CANONICAL = Pattern.compile("(?<word>" + String.join("|", BY_WORD.keySet())
            + "): HTTP (?:(?<status>\\d{3})\\b)?|" + Outcome.WRONG_ANSWER.word() + ": ");

    /**
     * Matches an HTTP status only where the message names it as one, since other checks report numbers, too, e.g.
     * {@code jsonPath($.id).find.is(1), but actually found 404}.
     */
    private static final Pattern FOREIGN_STATUS =
            Pattern.compile("(?:HTTP |HTTP/1\\.1 |status (?:code )?|^status\\b.*\\bfound )(\\d{3})\\b");

    /**
     * Matches what the injector's operating system or JVM says when a resource runs out. Netty says "failed to open a
     * socket" for too many open files.
     */
    private static final Pattern INJECTOR = Pattern.compile("too many open files|failed to open a socket"
            + "|can(?:not|'t) assign requested address|unable to create (?:new )?native thread|outofmemory"
            + "|out of direct memory|no buffer space");

    /**
     * Matches what is said if there is no connection to the service, in time and over TLS where it is wanted, or it was
     * closed before the answer.
     */
    private static final Pattern NO_CONNECTION = Pattern.compile("connection refused|premature close|connection reset"
            + "|prematurecloseexception|closedchannelexception|unknownhostexception|no route to host"
            + "|network is unreachable|host is unreachable|broken pipe"
            + "|connecttimeoutexception|connect(?:ion)? timed out|handshake timed out"
            + "|sslhandshake|sslexception|notsslrecord");

    private static final Pattern TIMED_OUT = Pattern.compile("request timeout|timed out|timeoutexception");

    /**
     * Matches an exception, its packages shortened or not, of Java and Netty where they move bytes (java.net, java.nio,
     * java.io, javax.net.ssl, java.security.cert, io.netty): there was no answer that could be read.
     */
    private static final Pattern NO_ANSWER = Pattern.compile(
            "^(?:j|java|javax)\\.(?:n|net|nio|i|io|s|security)\\.[\\w.$]+exception|^(?:i|io)\\.(?:n|netty)\\.[\\w.$]+exception");

    /** Reads a message, of a request that failed. */
    public static FailureMessage parse(String message) {
        Matcher canonical = CANONICAL.matcher(message);
        if (!canonical.find()) {
            return foreign(message);
        }
        if (canonical.group("word") == null) {
            return withoutStatus(Outcome.WRONG_ANSWER);
        }
        Outcome outcome = BY_WORD.get(canonical.group("word"));
        return Optional.ofNullable(canonical.group("status"))
                .map(Integer::valueOf)
                .filter(status -> outcome.isToldByStatus() && OutcomeCounts.isOfFailure(status))
                .map(status -> new FailureMessage(outcome, OptionalInt.of(status)))
                .orElseGet(() -> withoutStatus(outcome));
    }

    private static FailureMessage foreign(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (INJECTOR.matcher(text).find()) {
            return withoutStatus(Outcome.INJECTOR_ERROR);
        }
        if (NO_CONNECTION.matcher(text).find()) {
            return withoutStatus(Outcome.NOT_READY);
        }
        if (TIMED_OUT.matcher(text).find()) {
            return withoutStatus(Outcome.TIMED_OUT);
        }
        OptionalInt status = text.contains("bad gateway")
                ? OptionalInt.of(502)
                : text.contains("service unavailable")
                        ? OptionalInt.of(503)
                        : text.contains("too many requests") ? OptionalInt.of(429) : foreignStatus(message);
        if (status.isEmpty() && NO_ANSWER.matcher(text).find()) {
            return withoutStatus(Outcome.NOT_READY);
        }
        Outcome outcome = status.isPresent() ? Outcome.ofStatus(status.getAsInt()) : Outcome.OTHER_ERROR;
        return outcome.isToldByStatus() ? new FailureMessage(outcome, status) : withoutStatus(Outcome.OTHER_ERROR);
    }

    private static OptionalInt foreignStatus(String message) {
        Matcher matcher = FOREIGN_STATUS.matcher(message);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    private static FailureMessage withoutStatus(Outcome outcome) {
        return new FailureMessage(outcome, OptionalInt.empty());
    }
}
