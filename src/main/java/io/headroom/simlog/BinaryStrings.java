package io.headroom.simlog;

import java.util.List;

/** Decodes the strings of a binary log. {@link BinaryLogReader} describes their layout. */
final class BinaryStrings {

    /** Far more bytes than any string that Gatling writes. */
    static final int LONGEST = 1 << 20;

    private static final int MOST_GROUPS = 64;

    private final LogBuffer buffer;
    private final RecordBatchReader batches;
    private final StringCache cache = new StringCache();

    /** @param batches told when a string that its records may refer to is defined again */
    BinaryStrings(LogBuffer buffer, RecordBatchReader batches) {
        this.buffer = buffer;
        this.batches = batches;
    }

    /** Reads a {@code string}. */
    String string() throws MalformedRecord, LogBuffer.Underflow {
        int length = MalformedRecord.requireWithin(0, LONGEST, buffer.i32(), "bytes of a string");
        return length == 0 ? "" : buffer.string(length);
    }

    /** Reads a {@code cached} string. */
    String cached() throws MalformedRecord, LogBuffer.Underflow {
        return cache.get(cacheIndex());
    }

    /** Reads the number of groups and their {@code cached} names. */
    List<String> groups() throws MalformedRecord, LogBuffer.Underflow {
        int count = MalformedRecord.requireWithin(0, MOST_GROUPS, buffer.i32(), "groups");
        if (count == 0) {
            return List.of();
        }
        if (count == 1) {
            return cache.alone(cacheIndex());
        }
        if (count == 2) {
            int outer = cacheIndex();
            return cache.pair(outer, cacheIndex());
        }
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = cached();
        }
        return List.of(names);
    }

    private int cacheIndex() throws MalformedRecord, LogBuffer.Underflow {
        int index = buffer.i32();
        if (index < 0) {
            return MalformedRecord.requireWithin(1, cache.size() - 1, -index, "as cached string");
        }
        MalformedRecord.requireWithin(1, Math.max(StringCache.MOST_STRINGS, cache.size()), index, "as new string");
        if (cache.isKnown(index)) { // what refers to it no longer means the same
            batches.forget();
            cache.forgetPairs();
        }
        cache.put(index, string());
        return index;
    }
}
