package io.headroom.export;

import java.nio.charset.StandardCharsets;

/** Makes text acceptable to every database. A log may hold any sequence of 16-bit characters. */
final class PlainText {

    private static final String REPLACEMENT = "\uFFFD";

    private PlainText() {}

    /**
     * Returns a text with two kinds of characters replaced: NUL, which PostgreSQL refuses, and unpaired surrogates, which UTF-8 cannot
     * encode.
     */
    static String of(String text) {
        String encodable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return encodable.replace("\0", REPLACEMENT);
    }
}
