package io.headroom.simlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * A window on a text log that holds the whole current line. The columns of the line, which are separated by TABs, are cut off from its
 * start or its end. The column that was cut off last is the field that is decoded.
 */
final class LineBuffer {

    /** Size of the window, which never grows: Gatling cuts its texts to 8 KiB, so it writes no line as long as this. */
    static final int LONGEST_LINE = 1 << 20;

    private static final int MOST_DIGITS = 18;

    private final ReadableByteChannel channel;
    private final long size;
    private final byte[] bytes = new byte[LONGEST_LINE];
    private final ByteBuffer view = ByteBuffer.wrap(bytes);
    private long offsetOfBytes;
    private int lineStart;
    private int following;
    private int joinedOffset;
    private int limit;

    // what was not cut off yet, and the field
    private int left;
    private int right;
    private int fieldFrom;
    private int fieldTo;

    LineBuffer(LogBytes log) {
        this.channel = log.channel();
        this.size = log.size();
    }

    /** What the search for the end of a line came to. */
    enum LineEnd {
        /** The end of the line. */
        LINE,
        /** The end of the file, right after the line before. */
        END,
        /** The end of the file, inside a line. */
        CUT,
        /** Neither, within {@link #LONGEST_LINE} bytes. */
        TOO_LONG
    }

    /** Returns the size of the log in bytes when it was opened. */
    long size() {
        return size;
    }

    /** Returns where the current line begins, in bytes from the start of the file. */
    long lineOffset() {
        return offsetOfBytes + lineStart;
    }

    /** Goes to the next line. */
    LineEnd next() throws IOException {
        lineStart = following;
        return endOfLine(lineStart);
    }

    /** Appends the next line to the current one, and takes back all columns that were cut off. */
    LineEnd join() throws IOException {
        joinedOffset = following - lineStart;
        return endOfLine(following);
    }

    /** Returns whether the line that was joined last begins with a word. */
    boolean joinedStartsWith(byte[] word) {
        return isAt(lineStart + joinedOffset, word);
    }

    private LineEnd endOfLine(int searchedFrom) throws IOException {
        int at = searchedFrom;
        while (true) {
            for (; at < limit; at++) {
                if (bytes[at] == '\n') {
                    following = at + 1;
                    left = lineStart;
                    right = at > lineStart && bytes[at - 1] == '\r' ? at - 1 : at;
                    return LineEnd.LINE;
                }
            }
            if (limit - lineStart == bytes.length) {
                return LineEnd.TOO_LONG;
            }
            at -= lineStart;
            if (!fill()) {
                return limit == 0 ? LineEnd.END : LineEnd.CUT;
            }
        }
    }

    /** Moves the current line to the front and reads more of the file. Returns false at the end of the file. */
    private boolean fill() throws IOException {
        System.arraycopy(bytes, lineStart, bytes, 0, limit - lineStart);
        offsetOfBytes += lineStart;
        limit -= lineStart;
        lineStart = 0;
        int read = channel.read(view.limit(bytes.length).position(limit));
        limit += Math.max(0, read);
        return read > 0;
    }

    /** Returns whether nothing is left of the line. */
    boolean isEmpty() {
        return left == right;
    }

    /** Cuts off the first column if it is a word, given with its TAB. */
    boolean cutWord(byte[] word) {
        if (!isAt(left, word)) {
            return false;
        }
        left += word.length;
        return true;
    }

    private boolean isAt(int start, byte[] word) {
        return right - start >= word.length && Arrays.equals(bytes, start, start + word.length, word, 0, word.length);
    }

    /** Cuts off the first column, which becomes the field. */
    void cutFirst() throws MalformedRecord {
        int tab = left;
        while (tab < right && bytes[tab] != '\t') {
            tab++;
        }
        if (tab == right) {
            throw new MalformedRecord("too few columns");
        }
        fieldFrom = left;
        fieldTo = tab;
        left = tab + 1;
    }

    /** Cuts off the last column, which becomes the field. */
    void cutLast() throws MalformedRecord {
        int tab = right - 1;
        while (tab >= left && bytes[tab] != '\t') {
            tab--;
        }
        if (tab < left) {
            throw new MalformedRecord("too few columns");
        }
        fieldFrom = tab + 1;
        fieldTo = right;
        right = tab;
    }

    /** Makes all that was not cut off the field. */
    void cutRest() {
        fieldFrom = left;
        fieldTo = right;
    }

    /** Returns whether the last column is a number, and cuts nothing off. */
    boolean endsWithNumber() {
        int digit = right - 1;
        while (digit >= left && isDigit(bytes[digit])) {
            digit--;
        }
        return digit >= left && digit < right - 1 && bytes[digit] == '\t';
    }

    /** Returns whether the field is a word. */
    boolean is(byte[] word) {
        return Arrays.equals(bytes, fieldFrom, fieldTo, word, 0, word.length);
    }

    /** Returns the field as a non-negative decimal number. */
    long number() throws MalformedRecord {
        if (fieldFrom == fieldTo || fieldTo - fieldFrom > MOST_DIGITS) {
            throw new MalformedRecord("no number where one should be");
        }
        long number = 0;
        for (int i = fieldFrom; i < fieldTo; i++) {
            if (!isDigit(bytes[i])) {
                throw new MalformedRecord("no number where one should be");
            }
            number = 10 * number + (bytes[i] - '0');
        }
        return number;
    }

    /** Returns the value of the field. */
    <T> T value(SliceCache<T> cache) {
        return cache.get(bytes, fieldFrom, fieldTo);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
