package io.headroom.export;

import java.nio.charset.StandardCharsets;

/** Text that every database takes: a log may hold any 16 bits as a letter. */
final class PlainText {

    private static final String REPLACEMENT = "\uFFFD";

    private PlainText() {}

    /** The text with NUL, which PostgreSQL refuses, and halves of a letter, which UTF-8 has not, replaced. */
    static String of(String text) {
        String utf8 = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return utf8.replace("\0", REPLACEMENT);
    }
}
