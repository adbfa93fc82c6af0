package io.headroom.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;

/**
 * Converts histograms to text and back: HdrHistogram's compressed format in Base64. Nothing is lost, so that the
 * histograms of several injectors add up exactly.
 */
public final class Histograms {

    /** Cookies of HdrHistogram's format V2: of what is compressed, and of what that holds. */
    private static final int COMPRESSED = 0x1c849314;

    private static final int ENCODED = 0x1c849313;

    /** Bytes before the counts: cookie, length of the counts, offset, digits, lowest and highest value, and a ratio. */
    private static final int HEADER_BYTES = 40;

    /** Far longer than the counts of any step. */
    private static final int MOST_BYTES = 1 << 20;

    /** No log lasts longer: 50 days in microseconds. */
    private static final long HIGHEST = 1L << 42;

    private Histograms() {}

    /** Returns the histogram as text. */
    public static String base64(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /**
     * Returns the histogram that {@link #base64} wrote. Its header is checked first: HdrHistogram believes it, and 60 characters can claim
     * gigabytes.
     *
     * @throws IllegalArgumentException if the text is not such a histogram, or not one of a run
     */
    public static Histogram of(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            requirePossible(bytes);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return Histogram.decodeFromCompressedByteBuffer(buffer, 0);
        } catch (DataFormatException | RuntimeException e) { // a buffer that is too short throws one of these
            throw new IllegalArgumentException("no histogram", e);
        }
    }

    private static void requirePossible(byte[] bytes) throws DataFormatException {
        ByteBuffer compressed = ByteBuffer.wrap(bytes);
        require(compressed.getInt() == COMPRESSED);
        int length = compressed.getInt();
        ByteBuffer header = ByteBuffer.wrap(inflated(bytes, compressed.position(), length));
        require(header.getInt() == ENCODED);
        int counts = header.getInt();
        require(counts >= 0 && counts <= MOST_BYTES);
        require(header.getInt() == 0);
        int digits = header.getInt();
        require(digits >= 1 && digits <= StepTotal.DIGITS);
        require(header.getLong() == 1);
        require(header.getLong() <= HIGHEST);
    }

    private static byte[] inflated(byte[] bytes, int from, int length) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, length);
            byte[] header = new byte[HEADER_BYTES];
            require(inflater.inflate(header) == HEADER_BYTES);
            return header;
        } finally {
            inflater.end();
        }
    }

    private static void require(boolean possible) {
        if (!possible) {
            throw new IllegalArgumentException("a header that no histogram of a run has");
        }
    }
}
