package io.headroom.simlog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The strings that a binary log has defined so far, by their number, from 1. The same string is always the same object, and
 * so are the list that holds it alone, and nearly always the list of two.
 *
 * <p>Gatling defines a string once, at its first use, so a log of ever new messages defines as many. Memory is bounded all
 * the same: of a long string only its head is kept, and where the first {@value #MOST_STRINGS} strings, or
 * {@value #MOST_CHARACTERS} characters, are used up, only those of the later strings that were used last. What a log refers
 * to again and again is among them; of what is not, only the number stays known.
 */
final class StringCache {

    /** Far more than the names and messages of nearly any simulation. */
    static final int MOST_STRINGS = 1 << 16;

    /** Tells what failed: Gatling itself shows less. */
    static final int LONGEST = 1000;

    /** Instead of a string that was defined, and pushed out by others. */
    static final String FORGOTTEN = "(forgotten)";

    private static final int MOST_CHARACTERS = 1 << 24;
    private static final int MOST_RECENT = 1 << 10;
    private static final int LAST_PAIRS = 1 << 6;
    private static final List<String> NOT_KEPT = List.of();
    private static final List<String> FORGOTTEN_ALONE = List.of(FORGOTTEN);

    private final List<List<String>> kept = new ArrayList<>();
    private final Map<Integer, List<String>> recent = new Recent<>();
    private final Map<Long, List<String>> pairs = new Recent<>();

    /** The pairs that were used last, by their hash: most are found here. */
    private final long[] lastPairs = new long[LAST_PAIRS];

    private final List<List<String>> lastPairLists = new ArrayList<>(Collections.nCopies(LAST_PAIRS, NOT_KEPT));
    private int size;
    private int characters;

    StringCache() {
        put(0, "");
    }

    boolean isKnown(int number) {
        return number > 0 && number < size;
    }

    /** How many numbers may be asked for: all below. */
    int size() {
        return size;
    }

    String get(int number) {
        return alone(number).get(0);
    }

    /** The list of that string alone. */
    List<String> alone(int number) {
        List<String> alone = number < kept.size() ? kept.get(number) : NOT_KEPT;
        return alone.isEmpty() ? recent.getOrDefault(number, FORGOTTEN_ALONE) : alone;
    }

    /** The list of two strings. */
    List<String> pair(int one, int other) {
        long key = (long) one << 32 | other;
        int slot = (31 * one + other) & (LAST_PAIRS - 1);
        if (lastPairs[slot] != key || lastPairLists.get(slot).isEmpty()) {
            List<String> pair = pairs.get(key);
            if (pair == null) {
                pair = List.of(get(one), get(other));
                pairs.put(key, pair);
            }
            lastPairs[slot] = key;
            lastPairLists.set(slot, pair);
        }
        return lastPairLists.get(slot);
    }

    /** A string has another meaning now. */
    void forgetPairs() {
        pairs.clear();
        Collections.fill(lastPairLists, NOT_KEPT);
    }

    /** Defines a string; numbers that were left out are forgotten strings. */
    void put(int number, String text) {
        List<String> alone = List.of(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        size = Math.max(size, number + 1);
        while (kept.size() <= Math.min(number, MOST_STRINGS)) {
            kept.add(NOT_KEPT);
        }
        if (number >= kept.size()) {
            recent.put(number, alone);
            return;
        }
        forget(number);
        if (characters + alone.get(0).length() <= MOST_CHARACTERS) {
            characters += alone.get(0).length();
            kept.set(number, alone);
        } else {
            recent.put(number, alone);
        }
    }

    /** What it was before is no longer meant. */
    private void forget(int number) {
        List<String> before = kept.set(number, NOT_KEPT);
        characters -= before.isEmpty() ? 0 : before.get(0).length();
        recent.remove(number);
    }

    /** Pushes out what was not used for the longest time. */
    private static final class Recent<K> extends LinkedHashMap<K, List<String>> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, List<String>> eldest) {
            return size() > MOST_RECENT;
        }
    }
}
