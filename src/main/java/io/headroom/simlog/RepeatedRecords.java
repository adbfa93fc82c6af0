package io.headroom.simlog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Reads runs of records: requests that differ from the request before, and group ends that differ from the one before, in
 * their times and outcome only. Whatever else comes is left to {@link BinaryLogReader}, which knows all records and what
 * may be wrong with them.
 *
 * <p>Names, groups and messages are compared as the bytes that refer to them, so nothing is looked up. Records in more than
 * two groups are not read here.
 */
final class RepeatedRecords {

    /** Kind, number of groups, two groups, name, start, end, outcome, message. */
    private static final int LONGEST = 1 + 4 + 2 * 4 + 4 + 4 + 4 + 1 + 4;

    /** From the times on: start, end, outcome and message of a request; start, end, cumulated time and outcome of a group. */
    private static final int REST = 13;

    /** After kind, number of groups and one group. */
    private static final int GROUP_TIMES_AT = 1 + 4 + 4;

    /** After kind, number of groups and two groups. */
    private static final int INNER_GROUP_TIMES_AT = GROUP_TIMES_AT + 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** While there was none: 8 bytes, and 8 bytes from the second of them on, that contradict each other. */
    private static final long NO_FIRST = 0;

    private static final long NO_LAST = -1;

    private final LogBuffer buffer;
    private final LogListener listener;
    private final RecordBatch run = new RecordBatch();

    /** Where the times of the request begin; the first 8 bytes of it, the next, and the last 8 before the times. */
    private int timesAt = 9;

    private long requestFirst = NO_FIRST;
    private byte requestNext;
    private long requestLast = NO_LAST;

    /** While there was none: no four bytes are that number. */
    private static final long NO_MESSAGE = Long.MIN_VALUE;

    /** The bytes that refer to the message of a request that failed, and of one that did not. */
    private final long[] messages = {NO_MESSAGE, NO_MESSAGE};

    /** The first 8 bytes of the group, and the 8 from the second on. */
    private long groupFirst = NO_FIRST;

    private long groupLast = NO_LAST;

    /** The first 8 bytes of the group inside another, and the last 8 before the times. */
    private long innerFirst = NO_FIRST;

    private long innerLast = NO_LAST;
    private int lastMillis;

    RepeatedRecords(LogBuffer buffer, LogListener listener) {
        this.buffer = buffer;
        this.listener = listener;
    }

    /** The current record is this request: those that follow are compared with it. */
    void request(List<String> groups, String name, boolean ok, String message) {
        int timesOfThis = 1 + 4 + 4 * groups.size() + 4;
        boolean refers = buffer.recordLength() == timesOfThis + REST; // and defines no string
        if (groups.size() > 2 || !refers || (ok && !message.isEmpty())) {
            return;
        }
        int start = buffer.recordStart();
        timesAt = timesOfThis;
        requestFirst = (long) LONG.get(buffer.bytes(), start);
        requestNext = buffer.bytes()[start + 8];
        requestLast = (long) LONG.get(buffer.bytes(), start + timesAt - 8);
        messages[ok ? 1 : 0] = (int) INT.get(buffer.bytes(), start + timesAt + 9);
        run.requestsAre(groups, name);
        if (!ok) {
            run.failureIs(message);
        }
    }

    /** The current record is the end of this group: those that follow are compared with it. */
    void group(List<String> names) {
        if (names.size() == 1 && buffer.recordLength() == GROUP_TIMES_AT + REST) {
            groupFirst = (long) LONG.get(buffer.bytes(), buffer.recordStart());
            groupLast = (long) LONG.get(buffer.bytes(), buffer.recordStart() + 1);
            run.groupIs(names);
        } else if (names.size() == 2 && buffer.recordLength() == INNER_GROUP_TIMES_AT + REST) {
            innerFirst = (long) LONG.get(buffer.bytes(), buffer.recordStart());
            innerLast = (long) LONG.get(buffer.bytes(), buffer.recordStart() + INNER_GROUP_TIMES_AT - 8);
            run.innerGroupIs(names);
        }
    }

    /** A string that those records may refer to has another meaning now. */
    void forget() {
        requestFirst = NO_FIRST;
        requestLast = NO_LAST;
        groupFirst = NO_FIRST;
        groupLast = NO_LAST;
        innerFirst = NO_FIRST;
        innerLast = NO_LAST;
        Arrays.fill(messages, NO_MESSAGE);
    }

    /** Reads as many as follow each other in the buffer, tells of them, and returns how many that were. */
    long read() {
        long records = 0;
        do {
            buffer.position(fill(buffer.bytes(), buffer.position(), buffer.limit() - LONGEST));
            if (run.length() > 0) {
                lastMillis = run.endMillis(run.length() - 1);
                listener.records(run);
            }
            records += run.length();
        } while (run.isFull());
        return records;
    }

    /** Whether the buffer has too few bytes left to tell what they are. */
    boolean isAtEnd() {
        return buffer.limit() - buffer.position() < LONGEST;
    }

    /** From one place on, records that begin at the last place or before. Returns where the next record begins. */
    private int fill(byte[] bytes, int from, int lastStart) {
        int at = from;
        int count = 0;
        int latest = Integer.MIN_VALUE;
        int kinds = 0;
        while (at <= lastStart && count < RecordBatch.most()) {
            long first = (long) LONG.get(bytes, at);
            int kind;
            int times;
            int ok;
            if (first == requestFirst
                    && bytes[at + 8] == requestNext
                    && (long) LONG.get(bytes, at + timesAt - 8) == requestLast) {
                kind = RecordBatch.REQUEST_KO;
                times = at + timesAt;
                ok = bytes[times + 8];
                if (ok >>> 1 != 0 || (int) INT.get(bytes, times + 9) != messages[ok]) {
                    break;
                }
            } else {
                if (first == groupFirst && (long) LONG.get(bytes, at + 1) == groupLast) {
                    kind = RecordBatch.GROUP_KO;
                    times = at + GROUP_TIMES_AT;
                } else if (first == innerFirst && (long) LONG.get(bytes, at + INNER_GROUP_TIMES_AT - 8) == innerLast) {
                    kind = RecordBatch.INNER_GROUP_KO;
                    times = at + INNER_GROUP_TIMES_AT;
                } else {
                    break;
                }
                ok = bytes[times + 12];
                if (ok >>> 1 != 0) {
                    break;
                }
            }
            int end = (int) INT.get(bytes, times + 4);
            run.put(count++, kind + ok, (int) INT.get(bytes, times), end);
            latest = Math.max(latest, end);
            kinds |= 1 << (kind + ok);
            at = times + REST;
        }
        run.holds(count, latest, kinds);
        return at;
    }

    /** Time of the last record that was read here. */
    int lastMillis() {
        return lastMillis;
    }
}
