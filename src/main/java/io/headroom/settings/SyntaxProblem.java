package io.headroom.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import io.headroom.endpoint.ShownUrl;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what is wrong with a file of settings that cannot be parsed: the file, the line, and what kind of thing is wrong. The messages
 * of the library quote the file, and where a quote is missing the next word may be a key.
 */
enum SyntaxProblem {
    OPEN_TEXT(
            "unescaped newline|string was still open|string quote was still open",
            "a text does not end: a quote is missing"),
    CONTROL("unescaped control character", "there is a control character in a text"),
    ESCAPE("escape", "\\ begins an escape that does not exist; write \\\\ for a backslash"),
    OPEN_REFERENCE(
            "\\$\\{ was not closed|^expecting a close brace|Reserved character '\\$'",
            "${ has no end, or is no reference"),
    RESERVED("Reserved character", "there is a character that needs double quotes around its text"),
    CLOSED_TWICE("unbalanced", "a } closes nothing"),
    KEY_ALONE("may not be followed by", "a key has no value"),
    INCLUDE("include", "include needs the name of a file in double quotes"),
    OPEN_BRACE("end of file", "a } or ] is missing"),
    ANY("", "expected a key, a value, a comma or a brace here; put texts into double quotes");

    static final String BAD_KEY = "a key is made of names with points between them";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

    private final Pattern message;
    private final String description;

    /**
     * Creates a kind.
     *
     * @param message what the library says in such a case
     */
    SyntaxProblem(String message, String description) {
        this.message = Pattern.compile(message);
        this.description = description;
    }

    /** Describes a problem without quoting any value: where it is, and of which kind. */
    static String describe(ConfigException problem) {
        ConfigOrigin origin = problem.origin();
        String where = origin == null ? "" : place(origin) + ": ";
        return where + kind(problem);
    }

    /** Returns the file and line, without the secrets of a URL that was included. */
    private static String place(ConfigOrigin origin) {
        String place = origin.description();
        return place.contains("://") ? ShownUrl.of(place) : place;
    }

    private static String kind(ConfigException problem) {
        if (problem instanceof ConfigException.UnresolvedSubstitution) {
            Matcher reference = REFERENCE.matcher(problem.getMessage());
            return (reference.find() ? reference.group() : "a reference") + " is set nowhere, or refers to itself";
        }
        if (problem instanceof ConfigException.WrongType) {
            return "values of different types are put together";
        }
        if (problem instanceof ConfigException.BadPath) {
            return BAD_KEY;
        }
        return problem instanceof ConfigException.IO ? "it cannot be read" : syntax(problem.getMessage());
    }

    private static String syntax(String message) {
        for (SyntaxProblem kind : values()) {
            if (kind.message.matcher(message).find()) {
                return kind.description;
            }
        }
        return ANY.description;
    }
}
