package io.headroom.simlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * A window on a file that holds the current line whole. The columns of the line, with a TAB between two, are cut off from
 * either end; what was cut off last is the field.
 */
final class LineBuffer {

    /** The window never grows: a longer line is no line of Gatling's, which cuts its texts to 8 KiB. */
    static final int LONGEST_LINE = 1 << 20;

    private static final int MOST_DIGITS = 18;

    private final ReadableByteChannel channel;
    private final long size;
    private final byte[] bytes = new byte[LONGEST_LINE];
    private final ByteBuffer view = ByteBuffer.wrap(bytes);
    private long offsetOfBytes;
    private int lineStart;
    private int following;
    private int joinedAfter;
    private int limit;
    private int left;
    private int right;
    private int from;
    private int to;

    LineBuffer(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /** What comes next in the file. */
    enum LineEnd {
        /** A line, up to and including its end. */
        LINE,
        /** The end of the file, right after the end of a line. */
        END,
        /** The end of the file, inside a line. */
        CUT,
        /** More than {@link #LONGEST_LINE} bytes without the end of a line. */
        TOO_LONG
    }

    /** Of the file, bytes, when it was opened. */
    long size() {
        return size;
    }

    /** Where the current line begins, bytes from the start of the file. */
    long lineOffset() {
        return offsetOfBytes + lineStart;
    }

    /** Goes to the next line. */
    LineEnd next() throws IOException {
        lineStart = following;
        return endOfLine(lineStart);
    }

    /** Makes the line after this one a part of this one, of which nothing counts as cut off any more. */
    LineEnd join() throws IOException {
        joinedAfter = following - lineStart;
        return endOfLine(following);
    }

    /** Whether the line that was joined last begins with that word. */
    boolean joinedAt(byte[] word) {
        return isAt(lineStart + joinedAfter, word);
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

    /** Moves the current line to the front, and reads. False at the end of the file. */
    private boolean fill() throws IOException {
        System.arraycopy(bytes, lineStart, bytes, 0, limit - lineStart);
        offsetOfBytes += lineStart;
        limit -= lineStart;
        lineStart = 0;
        int read = channel.read(view.limit(bytes.length).position(limit));
        limit += Math.max(0, read);
        return read > 0;
    }

    /** Cuts off the first column when it is that word, which ends with its TAB. */
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

    void cutFirst() throws MalformedLine {
        int tab = left;
        while (tab < right && bytes[tab] != '\t') {
            tab++;
        }
        if (tab == right) {
            throw new MalformedLine("too few columns");
        }
        from = left;
        to = tab;
        left = tab + 1;
    }

    void cutLast() throws MalformedLine {
        int tab = right - 1;
        while (tab >= left && bytes[tab] != '\t') {
            tab--;
        }
        if (tab < left) {
            throw new MalformedLine("too few columns");
        }
        from = tab + 1;
        to = right;
        right = tab;
    }

    void cutRest() {
        from = left;
        to = right;
    }

    /** Whether the last column is a number; nothing is cut off. */
    boolean endsWithNumber() {
        int digit = right - 1;
        while (digit >= left && isDigit(bytes[digit])) {
            digit--;
        }
        return digit >= left && digit < right - 1 && bytes[digit] == '\t';
    }

    boolean is(byte[] word) {
        return Arrays.equals(bytes, from, to, word, 0, word.length);
    }

    /** The field as a whole number that is not below 0. */
    long number() throws MalformedLine {
        if (from == to || to - from > MOST_DIGITS) {
            throw new MalformedLine("no number where one should be");
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i])) {
                throw new MalformedLine("no number where one should be");
            }
            number = 10 * number + (bytes[i] - '0');
        }
        return number;
    }

    <T> T value(SliceCache<T> cache) {
        return cache.get(bytes, from, to);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
