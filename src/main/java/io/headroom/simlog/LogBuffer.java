package io.headroom.simlog;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Checksum;

/** A window on a file that always holds the current record from its start, so that a record can be read again. */
final class LogBuffer {

    /** Bytes to begin with where a whole log is read. */
    static final int WHOLE = 1 << 18;

    /** Far beyond what Gatling writes, and far below what the memory of a machine holds. */
    private static final int LONGEST_RECORD = 64 << 20;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final ReadableByteChannel channel;
    private final Checksum sum;
    private final long size;
    private byte[] bytes;
    private int position;
    private int limit;
    private int recordStart;
    private long offsetOfBytes;

    /**
     * @param sum     is told every byte that is got
     * @param initial how many bytes are got at once; doubled where a record does not fit
     */
    LogBuffer(SeekableByteChannel channel, Checksum sum, int initial) throws IOException {
        this.channel = channel;
        this.sum = sum;
        this.size = channel.size();
        this.bytes = new byte[(int) Math.min(initial, size + 1)];
    }

    /** Of the file, bytes, when it was opened. */
    long size() {
        return size;
    }

    /** Where the current record begins, bytes from the start of the file. */
    long recordOffset() {
        return offsetOfBytes + recordStart;
    }

    /** How far it has been read, bytes from the start of the file. */
    long offset() {
        return offsetOfBytes + position;
    }

    boolean hasMore() throws IOException {
        if (position < limit) {
            return true;
        }
        return getMore();
    }

    /** Gets more bytes, between two records. False at the end of the file. */
    boolean getMore() throws IOException {
        recordStart = position;
        return fill();
    }

    void startRecord() {
        recordStart = position;
    }

    /** Gets more bytes and goes back to the start of the record. */
    void refill() throws IOException, EndInsideRecord, BinaryLogReader.MalformedRecord {
        if (limit - recordStart >= LONGEST_RECORD) {
            throw new BinaryLogReader.MalformedRecord("a record of more than " + (LONGEST_RECORD >> 20) + " MiB");
        }
        if (!fill()) {
            throw new EndInsideRecord();
        }
        position = recordStart;
    }

    /** What holds the window; another array once a record did not fit. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the current record begins in {@link #bytes}. */
    int recordStart() {
        return recordStart;
    }

    /** Of the current record, as far as it has been read. */
    int recordLength() {
        return position - recordStart;
    }

    /** Where it is read next in {@link #bytes}. */
    int position() {
        return position;
    }

    /** Goes on reading there; what is before was read whole. */
    void position(int next) {
        position = next;
    }

    /** Where the bytes end that are there. */
    int limit() {
        return limit;
    }

    int u8() throws NeedsMore {
        need(1);
        return bytes[position++] & 0xff;
    }

    int i32() throws NeedsMore {
        need(4);
        int value = (int) INT.get(bytes, position);
        position += 4;
        return value;
    }

    long i64() throws NeedsMore {
        need(8);
        long value = (long) LONG.get(bytes, position);
        position += 8;
        return value;
    }

    void skip(int length) throws NeedsMore {
        need(length);
        position += length;
    }

    /** A string of that many bytes and the coder after them. */
    String string(int length) throws NeedsMore {
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

    private void need(int n) throws NeedsMore {
        if (limit - position < n) {
            throw new NeedsMore();
        }
    }

    /** Moves the current record to the front, makes room if there is none, and reads. False at the end of the file. */
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
        sum.update(bytes, limit, read);
        limit += read;
        return true;
    }

    /**
     * The buffer ends inside the record; there may be more in the file. Thrown once a buffer where records do not repeat, so without a
     * trace.
     */
    static final class NeedsMore extends Exception {
        private static final long serialVersionUID = 1L;

        NeedsMore() {
            super(null, null, false, false);
        }
    }

    /** The file ends inside the record. */
    static final class EndInsideRecord extends Exception {
        private static final long serialVersionUID = 1L;

        EndInsideRecord() {
            super(null, null, false, false);
        }
    }
}
