package io.headroom.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the first place at which a text is no JSON, as RFC 8259 defines it, and says what was expected there. */
final class JsonSyntax {

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4})");
    private static final Pattern WORD = Pattern.compile("true|false|null");
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n]*");
    private static final Pattern SHOWN = Pattern.compile("[\\p{Alnum}_.+-]{1,12}|[^\\p{Cntrl}]|");

    private static final String VALUE = "a value";

    private final String text;
    private final Deque<Character> open = new ArrayDeque<>();
    private int at;

    private JsonSyntax(String text) {
        this.text = text;
    }

    /**
     * A place at which a text is no JSON.
     *
     * @param line     from 1
     * @param column   from 1, in characters
     * @param expected what is allowed there
     * @param found    what stands there
     */
    record Problem(int line, int column, String expected, String found) {
        String description() {
            return "line " + line + ", column " + column + ": expected " + expected + ", found " + found;
        }

        Problem onLine(int other) {
            return new Problem(other, column, expected, found);
        }
    }

    /** Signals the first problem. */
    private static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1;

        private final String expected;

        Unexpected(String expected) {
            super(expected, null, false, false);
            this.expected = expected;
        }
    }

    /** Returns the first problem of a body; empty if it is one JSON document in UTF-8. */
    static Optional<Problem> problem(byte[] body) {
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return new JsonSyntax(decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded).problem();
        } catch (CharacterCodingException e) {
            return Optional.of(new Problem(1, 1, "text in UTF-8", "other bytes"));
        }
    }

    private Optional<Problem> problem() {
        try {
            value();
            while (!open.isEmpty()) {
                afterValue();
            }
            skip(BLANKS);
            if (at < text.length()) {
                throw new Unexpected("the end of the document");
            }
            return Optional.empty();
        } catch (Unexpected e) {
            return Optional.of(place(e.expected));
        }
    }

    /** Reads a value up to the end of its first part: an object or a list stays open unless it is empty. */
    private void value() throws Unexpected {
        skip(BLANKS);
        while (next('[') || next('{')) {
            char closing = text.charAt(at - 1) == '[' ? ']' : '}';
            skip(BLANKS);
            if (next(closing)) {
                return;
            }
            open.push(closing);
            if (closing == '}') {
                name("a name in double quotes, or }");
            }
            skip(BLANKS);
        }
        if (at < text.length() && text.charAt(at) == '"') {
            string();
        } else if (!skip(NUMBER) && !skip(WORD)) {
            throw new Unexpected(VALUE);
        }
    }

    /** Reads what may follow a value inside an object or a list. */
    private void afterValue() throws Unexpected {
        skip(BLANKS);
        char closing = open.peek();
        if (next(closing)) {
            open.pop();
            return;
        }
        if (!next(',')) {
            throw new Unexpected("a comma, or " + closing);
        }
        if (closing == '}') {
            skip(BLANKS);
            name("a name in double quotes");
        }
        value();
    }

    private void name(String expected) throws Unexpected {
        if (at >= text.length() || text.charAt(at) != '"') {
            throw new Unexpected(expected);
        }
        string();
        skip(BLANKS);
        if (!next(':')) {
            throw new Unexpected("a colon");
        }
    }

    /** Reads a text. A single pattern for all of it would overflow the stack on a long one. */
    private void string() throws Unexpected {
        at++;
        while (!next('"')) {
            if (at >= text.length()) {
                throw new Unexpected("a double quote at the end of the text");
            }
            char character = text.charAt(at);
            if (character == '\\') {
                if (!skip(ESCAPE)) {
                    throw new Unexpected("an escape such as \\n or \\u00e4");
                }
            } else if (character < ' ') {
                throw new Unexpected("no line break or other control character within a text");
            } else {
                at++;
            }
        }
    }

    private boolean next(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private boolean skip(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        boolean there = matcher.lookingAt();
        at = there ? matcher.end() : at;
        return there;
    }

    private Problem place(String expected) {
        String before = text.substring(0, at);
        int lineStart = before.lastIndexOf('\n') + 1;
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        return new Problem(line, at - lineStart + 1, expected, found());
    }

    private String found() {
        if (at >= text.length()) {
            return "the end of the file";
        }
        Matcher shown = SHOWN.matcher(text).region(at, text.length());
        return shown.lookingAt() && shown.end() > at ? shown.group() : "a control character";
    }
}
