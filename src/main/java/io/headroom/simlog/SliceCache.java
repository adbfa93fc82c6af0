package io.headroom.simlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Decodes slices of UTF-8 bytes, and returns the same value for the same slice, so that a name in a million lines is decoded once.
 *
 * <p>The cache is bounded and {@value #WAYS}-way associative: a slice may be in any of {@value #WAYS} slots, and where all are taken, a
 * new slice replaces the one in the first. So a log in which every message is new costs what decoding costs, and a name that it pushes
 * out comes back. Slices above {@value #LONGEST} bytes are decoded each time.
 */
final class SliceCache<T> {

    private static final int SLOTS = 1 << 12;
    private static final int WAYS = 4;
    private static final int LONGEST = 1 << 10;

    private final Function<String, T> meaning;
    private final List<Entry<T>> entries;
    private final Entry<T> free;

    /** @param meaning computes the value of a decoded slice */
    SliceCache(Function<String, T> meaning) {
        this.meaning = meaning;
        this.free = new Entry<>(new byte[0], meaning.apply("")); // also the right entry for the empty slice
        this.entries = new ArrayList<>(Collections.nCopies(SLOTS, free));
    }

    T get(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return meaning.apply(decoded(bytes, from, length));
        }
        int home = home(bytes, from, to);
        int chosen = home;
        for (int way = WAYS - 1; way >= 0; way--) {
            int slot = (home + way) & (SLOTS - 1);
            Entry<T> entry = entries.get(slot);
            if (entry.is(bytes, from, to)) {
                return entry.value;
            }
            if (entry == free) {
                chosen = slot;
            }
        }
        T value = meaning.apply(decoded(bytes, from, length));
        entries.set(chosen, new Entry<>(Arrays.copyOfRange(bytes, from, to), value));
        return value;
    }

    private static int home(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ (hash >>> 15)) & (SLOTS - 1);
    }

    /** Replaces bytes that are not UTF-8 by U+FFFD. */
    private static String decoded(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private static final class Entry<T> {
        private final byte[] key;
        private final T value;

        Entry(byte[] key, T value) {
            this.key = key;
            this.value = value;
        }

        boolean is(byte[] bytes, int from, int to) {
            return Arrays.equals(key, 0, key.length, bytes, from, to);
        }
    }
}
