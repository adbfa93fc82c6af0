package io.headroom.simlog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Reads consecutive records of a binary log that differ from records before them in their times and outcomes only: requests, and ends
 * of groups. All other records are left to {@link BinaryLogReader}, which knows all kinds and what may be wrong with them.
 *
 * <p>Names, groups and messages of a record are compared with those of the expected one as bytes: 4 bytes that refer to a cached
 * string. So nothing is decoded or looked up but the times. Records in more than two groups are not read here.
 */
final class RecordBatchReader {

    /** Bytes of the longest request: kind, number of groups, two groups, name, start, end, outcome, message. */
    private static final int LONGEST_RECORD = 1 + 4 + 2 * 4 + 4 + 4 + 4 + 1 + 4;

    /** Bytes from the start time on. Request: start, end, outcome, message. Group: start, end, sum of response times, outcome. */
    private static final int TAIL_BYTES = 13;

    /** Offset of the times in the end of an outermost group: after kind, number of groups and one group. */
    private static final int GROUP_TIMES_AT = 1 + 4 + 4;

    /** Offset of the times in the end of an inner group: after kind, number of groups and two groups. */
    private static final int INNER_GROUP_TIMES_AT = GROUP_TIMES_AT + 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /**
     * First 8 bytes, and last 8 before the times, while no record is expected. In the end of a group the two overlap and contradict each
     * other, so no record has both; a request is ruled out by {@link #NO_MESSAGE}.
     */
    private static final long NO_FIRST = 0;

    private static final long NO_LAST = -1;

    /** Stands for no message: outside the range of an {@code i32}. */
    private static final long NO_MESSAGE = Long.MIN_VALUE;

    private final LogBuffer buffer;
    private final LogListener listener;
    private final RecordBatch batch = new RecordBatch();

    /** References to the message of a request that failed, and of one that succeeded. */
    private final long[] messages = {NO_MESSAGE, NO_MESSAGE};

    // the expected request: where its times begin; of the bytes before them the first 8, the ninth, and the last 8
    private int timesAt = 9;
    private long requestFirst = NO_FIRST;
    private byte requestNext;
    private long requestLast = NO_LAST;

    // the expected end of an outermost group: its first 8 bytes, and the 8 from the second on
    private long groupFirst = NO_FIRST;
    private long groupLast = NO_LAST;

    // the expected end of an inner group: its first 8 bytes, and the last 8 before the times
    private long innerFirst = NO_FIRST;
    private long innerLast = NO_LAST;

    private int lastMillis;

    RecordBatchReader(LogBuffer buffer, LogListener listener) {
        this.buffer = buffer;
        this.listener = listener;
    }

    /** Expects requests like the current record, which is this request. */
    void expectRequest(List<String> groups, String name, boolean ok, String message) {
        int itsTimesAt = 1 + 4 + 4 * groups.size() + 4;
        boolean onlyRefers = buffer.recordLength() == itsTimesAt + TAIL_BYTES; // it defines no string
        if (groups.size() > 2 || !onlyRefers || (ok && !message.isEmpty())) {
            return;
        }
        int start = buffer.recordStart();
        timesAt = itsTimesAt;
        requestFirst = (long) LONG.get(buffer.bytes(), start);
        requestNext = buffer.bytes()[start + 8];
        requestLast = (long) LONG.get(buffer.bytes(), start + timesAt - 8);
        messages[ok ? 1 : 0] = (int) INT.get(buffer.bytes(), start + timesAt + 9);
        batch.setRequests(groups, name);
        if (!ok) {
            batch.setFailure(message);
        }
    }

    /** Expects ends of groups like the current record, which is the end of this group. */
    void expectGroup(List<String> names) {
        if (names.size() == 1 && buffer.recordLength() == GROUP_TIMES_AT + TAIL_BYTES) {
            groupFirst = (long) LONG.get(buffer.bytes(), buffer.recordStart());
            groupLast = (long) LONG.get(buffer.bytes(), buffer.recordStart() + 1);
            batch.setGroup(names);
        } else if (names.size() == 2 && buffer.recordLength() == INNER_GROUP_TIMES_AT + TAIL_BYTES) {
            innerFirst = (long) LONG.get(buffer.bytes(), buffer.recordStart());
            innerLast = (long) LONG.get(buffer.bytes(), buffer.recordStart() + INNER_GROUP_TIMES_AT - 8);
            batch.setInnerGroup(names);
        }
    }

    /** Expects nothing any more: a string that the expected records may refer to was defined again. */
    void forget() {
        requestFirst = NO_FIRST;
        requestLast = NO_LAST;
        groupFirst = NO_FIRST;
        groupLast = NO_LAST;
        innerFirst = NO_FIRST;
        innerLast = NO_LAST;
        Arrays.fill(messages, NO_MESSAGE);
    }

    /** Reads expected records until another record comes or the buffer ends, passes them on, and returns their number. */
    long read() {
        long records = 0;
        do {
            buffer.position(fill(buffer.bytes(), buffer.position(), buffer.limit() - LONGEST_RECORD));
            if (batch.length() > 0) {
                lastMillis = batch.endMillis(batch.length() - 1);
                listener.records(batch);
            }
            records += batch.length();
        } while (batch.isFull());
        return records;
    }

    /** Returns whether the buffer may end inside the next record, so that nothing is read here until there is more. */
    boolean isAtEnd() {
        return buffer.limit() - buffer.position() < LONGEST_RECORD;
    }

    /**
     * Fills the batch with expected records.
     *
     * @param from      where the first record begins
     * @param lastStart last place where a record may begin, so that all its bytes are there
     * @return where the first record begins that was not read
     */
    private int fill(byte[] bytes, int from, int lastStart) {
        int at = from;
        int count = 0;
        int latest = Integer.MIN_VALUE;
        int kinds = 0;
        while (at <= lastStart && count < RecordBatch.CAPACITY) {
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
            batch.put(count++, kind + ok, (int) INT.get(bytes, times), end);
            latest = Math.max(latest, end);
            kinds |= 1 << (kind + ok);
            at = times + TAIL_BYTES;
        }
        batch.close(count, latest, kinds);
        return at;
    }

    /** Returns the end of the last record that was read here, in milliseconds after the start of the run. */
    int lastMillis() {
        return lastMillis;
    }
}
