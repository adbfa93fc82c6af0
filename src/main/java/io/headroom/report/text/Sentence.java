package io.headroom.report.text;

import java.util.Locale;

/** Makes sentences of words that the package {@code verdict} writes without a beginning or an end. */
public final class Sentence {

    private Sentence() {}

    /** Returns the words with a capital at their beginning; nothing if there are none. */
    public static String capitalised(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
