package io.headroom.simlog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the strings that a binary log has defined so far, by their numbers, from 1. A number always gives the same object, and so does
 * the list of one string, and nearly always the list of two.
 *
 * <p>Gatling defines a string once, at its first use, so a log in which every message is new defines as many strings as messages. Memory
 * is bounded all the same. Only the first {@value #LONGEST} characters of a string are kept. Of the strings beyond the first {@value
 * #MOST_STRINGS}, or beyond {@value #MOST_CHARACTERS} characters in all, only those used last are kept: a string that the log refers to
 * again and again is among them. The others become {@value #FORGOTTEN}.
 */
final class StringCache {

    /** Far more than the names and messages of nearly any simulation. */
    static final int MOST_STRINGS = 1 << 16;

    /** Enough characters to tell what failed: Gatling itself shows fewer. */
    static final int LONGEST = 1000;

    /** Returned for a string that was defined but is no longer kept. */
    static final String FORGOTTEN = "(forgotten)";

    private static final int MOST_CHARACTERS = 1 << 24;
    private static final int MOST_RECENT = 1 << 10;
    private static final int LAST_PAIRS = 1 << 6;
    private static final List<String> NOT_KEPT = List.of();
    private static final List<String> FORGOTTEN_ALONE = List.of(FORGOTTEN);

    private final List<List<String>> kept = new ArrayList<>();
    private final Map<Integer, List<String>> recent = new Recent<>();
    private final Map<Long, List<String>> pairs = new Recent<>();

    /** Keys of the pairs that were used last, by their hashes. Most pairs are found here. */
    private final long[] lastPairs = new long[LAST_PAIRS];

    private final List<List<String>> lastPairLists = new ArrayList<>(Collections.nCopies(LAST_PAIRS, NOT_KEPT));
    private int size;
    private int characters;

    StringCache() {
        put(0, "");
    }

    /** Returns whether a number has been defined. */
    boolean isKnown(int number) {
        return number > 0 && number < size;
    }

    /** Returns the number of strings, the empty one with number 0 included: {@link #get} accepts all numbers below. */
    int size() {
        return size;
    }

    String get(int number) {
        return alone(number).get(0);
    }

    /** Returns the list that holds one string. */
    List<String> alone(int number) {
        List<String> alone = number < kept.size() ? kept.get(number) : NOT_KEPT;
        return alone.isEmpty() ? recent.getOrDefault(number, FORGOTTEN_ALONE) : alone;
    }

    /** Returns the list that holds two strings. */
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

    /** Called when a string is defined again: the pairs that it is part of are no longer right. */
    void forgetPairs() {
        pairs.clear();
        Collections.fill(lastPairLists, NOT_KEPT);
    }

    /** Defines a string. Numbers below that were never defined count as strings that are no longer kept. */
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

    /** Drops what the number meant before. */
    private void forget(int number) {
        List<String> before = kept.set(number, NOT_KEPT);
        characters -= before.isEmpty() ? 0 : before.get(0).length();
        recent.remove(number);
    }

    /** Drops the entry that was not used for the longest time. */
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
