package io.headroom.endpoint;

import io.headroom.console.VisibleText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shortens the text of an answer to one line that can be shown: cut, and without the secrets of the request. */
public final class AnswerText {

    /** Longest text shown, in characters. */
    static final int LONGEST = 200;

    /**
     * Bytes that are looked at, beside a secret at their end: enough for {@link #LONGEST} characters of four bytes and some white
     * space.
     */
    private static final int BEGINNING = 2048;

    /** How much longer than a secret its encoded form can be, for which HTML escapes each of its characters twice. */
    private static final int ENCODED = 10;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private final Secrets secrets;

    /** @param secrets left out of the text */
    public AnswerText(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Returns the beginning of a body on one line; empty if the body holds no text. */
    public Optional<String> beginning(byte[] body) {
        int beginning = BEGINNING + ENCODED * secrets.longest();
        return text(body, beginning)
                .map(text -> line(text, body.length > beginning))
                .filter(line -> !line.isEmpty());
    }

    /** Returns a part of an answer on one line, such as the value of a header. */
    public String part(String value) {
        return line(value, false);
    }

    /** @param cut whether more text follows, so that the end may be a part of a secret */
    private String line(String text, boolean cut) {
        String line = secrets.masked(BLANKS.matcher(text.strip()).replaceAll(" "));
        String whole = cut ? line.substring(0, Math.max(0, line.length() - ENCODED * secrets.longest())) : line;
        return VisibleText.line(whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "...");
    }

    /** Returns where a redirect leads, without query, user and fragment, which may hold secrets. */
    public String location(String header) {
        String line = BLANKS.matcher(header.strip()).replaceAll("");
        return VisibleText.line(secrets.masked(ShownUrl.bare(line)));
    }

    /** Returns the beginning as text; empty if it is not UTF-8. A character that the cut divides is left out. */
    private static Optional<String> text(byte[] body, int beginning) {
        int length = Math.min(body.length, beginning);
        while (length < body.length && length > 0 && (body[length] & 0xC0) == 0x80) {
            length--;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(body, 0, length))
                            .toString())
                    .filter(text -> text.indexOf('\0') < 0);
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
