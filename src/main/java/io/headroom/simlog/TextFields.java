package io.headroom.simlog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Decodes the column that was cut off a line last. {@link TextLogReader} describes the columns. */
final class TextFields {

    private final LineBuffer line;
    private final SliceCache<String> texts = new SliceCache<>(Function.identity());
    private final SliceCache<List<String>> groupLists = new SliceCache<>(TextFields::groupList);
    private long startEpochMillis;

    TextFields(LineBuffer line) {
        this.line = line;
    }

    String text() {
        return line.value(texts);
    }

    /** Returns a description or message; empty where there is none, which is written as one space. */
    String optionalText() {
        String text = text();
        return text.equals(" ") ? "" : text;
    }

    List<String> groups() {
        return line.value(groupLists);
    }

    private static List<String> groupList(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
    }

    /** Reads the start of the run, which later times are counted from. */
    long startOfRun() throws MalformedRecord {
        startEpochMillis = line.number();
        return startEpochMillis;
    }

    /** Returns a time in milliseconds after the start of the run. */
    int millis() throws MalformedRecord {
        long millis = line.number() - startEpochMillis;
        if (millis != (int) millis) {
            throw new MalformedRecord("a time " + millis + " ms after the start");
        }
        return (int) millis;
    }

    /** Returns which of two words the column is: true for the first. */
    boolean either(byte[] yes, byte[] no) throws MalformedRecord {
        if (line.is(yes)) {
            return true;
        }
        if (line.is(no)) {
            return false;
        }
        throw new MalformedRecord("neither " + word(yes) + " nor " + word(no));
    }

    private static String word(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
