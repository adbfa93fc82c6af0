package io.headroom.endpoint;

import java.util.Optional;
import java.util.regex.Pattern;

/** Notices answers that are successes by their status alone, but look as if they were none. */
public final class AnswerDoubt {

    private static final String ADVICE =
            " If that is no score, say with headroom.endpoint.expect.path what the JSON of a right answer holds.";

    /** Matches a name that APIs give to an error, with a value that says something. */
    private static final Pattern ERROR = Pattern.compile(
            "\"(errors?|exception|error_?message)\"\\s*:\\s*+(?!null|false|\"\"|\\[\\s*]|\\{\\s*}|0\\b)",
            Pattern.CASE_INSENSITIVE);

    private AnswerDoubt() {}

    /**
     * Returns a sentence about a successful answer that looks like a failure; empty if nothing is odd about it.
     *
     * @param text beginning of the answer; empty if it holds no text
     * @param size length of the answer, bytes
     */
    public static Optional<String> of(int status, Optional<String> text, long size) {
        if (size == 0) {
            return Optional.of("HTTP " + status + " counts as a success, but the answer is empty." + ADVICE);
        }
        return text.map(ERROR::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> "HTTP " + status + " counts as a success, but the answer holds \"" + matcher.group(1)
                        + "\"." + ADVICE);
    }
}
