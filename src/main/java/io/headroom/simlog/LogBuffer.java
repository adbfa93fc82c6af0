package io.headroom.simlog;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Checksum;

/**
 * A window on a binary log that holds the current record from its start, so that a record which does not fit can be read again with
 * more bytes.
 */
final class LogBuffer {

    /** Initial size for reading a whole log. */
    static final int INITIAL_BYTES = 1 << 18;

    /** Far more than Gatling writes, and far less than memory holds. */
    private static final int LONGEST_RECORD = 64 << 20;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final ReadableByteChannel channel;
    private final Checksum checksum;
    private final long size;
    private byte[] bytes;
    private int position;
    private int limit;
    private int recordStart;
    private long offsetOfBytes;

    /**
     * @param checksum     updated with every byte that is read
     * @param initialBytes initial size; doubled where a record does not fit
     */
    LogBuffer(LogBytes log, Checksum checksum, int initialBytes) {
        this.channel = log.channel();
        this.checksum = checksum;
        this.size = log.size();
        this.bytes = new byte[(int) Math.min(initialBytes, size + 1)];
    }

    /** Returns the size of the log in bytes when it was opened. */
    long size() {
        return size;
    }

    /** Returns where the current record begins, in bytes from the start of the file. */
    long recordOffset() {
        return offsetOfBytes + recordStart;
    }

    /** Returns how far the file has been decoded, in bytes from its start. */
    long offset() {
        return offsetOfBytes + position;
    }

    /** Returns whether there is another byte; called between two records. Reads more of the file where the window is used up. */
    boolean hasMore() throws IOException {
        if (position < limit) {
            return true;
        }
        return readMore();
    }

    /** Reads more of the file; called between two records. Returns false at the end of the file. */
    boolean readMore() throws IOException {
        recordStart = position;
        return fill();
    }

    /** Marks the current position as the start of a record. */
    void startRecord() {
        recordStart = position;
    }

    /** Reads more of the file and goes back to the start of the current record. */
    void refill() throws IOException, EndInsideRecord, MalformedRecord {
        if (limit - recordStart >= LONGEST_RECORD) {
            throw new MalformedRecord("a record of more than " + (LONGEST_RECORD >> 20) + " MiB");
        }
        if (!fill()) {
            throw new EndInsideRecord();
        }
        position = recordStart;
    }

    /** Returns the array that holds the window; it is replaced by a larger one where a record does not fit. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns where the current record begins in {@link #bytes}. */
    int recordStart() {
        return recordStart;
    }

    /** Returns the length of the current record, as far as it has been decoded. */
    int recordLength() {
        return position - recordStart;
    }

    /** Returns where decoding continues in {@link #bytes}. */
    int position() {
        return position;
    }

    /** Continues decoding at another place in {@link #bytes}, after records that were decoded elsewhere. */
    void position(int next) {
        position = next;
    }

    /** Returns where the valid bytes end in {@link #bytes}. */
    int limit() {
        return limit;
    }

    int u8() throws Underflow {
        need(1);
        return bytes[position++] & 0xff;
    }

    int i32() throws Underflow {
        need(4);
        int value = (int) INT.get(bytes, position);
        position += 4;
        return value;
    }

    long i64() throws Underflow {
        need(8);
        long value = (long) LONG.get(bytes, position);
        position += 8;
        return value;
    }

    void skip(int length) throws Underflow {
        need(length);
        position += length;
    }

    /** Reads the bytes of a string, and the coder after them. */
    String string(int length) throws Underflow {
        need(length + 1);
        boolean latin1 = bytes[position + length] == 0;
        String text = new String(
                bytes,
                position,
                length,
                latin1
                        ? StandardCharsets.ISO_8859_1
                        : ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                                ? StandardCharsets.UTF_16LE
                                : StandardCharsets.UTF_16BE);
        position += length + 1;
        return text;
    }

    private void need(int n) throws Underflow {
        if (limit - position < n) {
            throw new Underflow();
        }
    }

    /**
     * Moves the current record to the front, makes room if there is none, and reads more of the file. Returns false at the end of the
     * file.
     */
    private boolean fill() throws IOException {
        System.arraycopy(bytes, recordStart, bytes, 0, limit - recordStart);
        offsetOfBytes += recordStart;
        position -= recordStart;
        limit -= recordStart;
        recordStart = 0;
        if (limit == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int read = channel.read(ByteBuffer.wrap(bytes, limit, bytes.length - limit));
        if (read <= 0) {
            return false;
        }
        checksum.update(bytes, limit, read);
        limit += read;
        return true;
    }

    /**
     * Thrown when the window ends inside the record, though the file may go on. It has no stack trace, since it is thrown once per
     * window where records do not repeat.
     */
    static final class Underflow extends Exception {
        private static final long serialVersionUID = 1L;

        Underflow() {
            super(null, null, false, false);
        }
    }

    /** Thrown when the file ends inside the record. */
    static final class EndInsideRecord extends Exception {
        private static final long serialVersionUID = 1L;

        EndInsideRecord() {
            super(null, null, false, false);
        }
    }
}
