package io.headroom.simlog;

import java.util.ArrayList;
import java.util.List;

/**
 * The strings that a binary log has defined so far, by their number, from 1. The same string is always the same object, and
 * so is the list that holds it alone.
 */
final class StringCache {

    /** Far more than the names and messages of any simulation. */
    static final int MOST_STRINGS = 1 << 16;

    private final List<String> strings = new ArrayList<>();
    private final List<List<String>> alone = new ArrayList<>();

    StringCache() {
        put(0, "");
    }

    boolean isKnown(int number) {
        return number > 0 && number < strings.size();
    }

    /** How many numbers may be asked for: all below. */
    int size() {
        return strings.size();
    }

    String get(int number) {
        return strings.get(number);
    }

    /** The list of that string alone. */
    List<String> alone(int number) {
        return alone.get(number);
    }

    /** Defines a string; numbers that were left out are empty strings. */
    void put(int number, String text) {
        while (strings.size() <= number) {
            strings.add("");
            alone.add(List.of(""));
        }
        strings.set(number, text);
        alone.set(number, List.of(text));
    }
}
