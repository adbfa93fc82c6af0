package io.headroom.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Converts histograms to text and back: HdrHistogram's compressed format in Base64. Nothing is lost, so that the
 * histograms of several injectors add up exactly.
 */
public final class Histograms {

    private Histograms() {}

    /** Returns the histogram as text. */
    public static String base64(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /**
     * Returns the histogram that {@link #base64} wrote.
     *
     * @throws IllegalArgumentException if the text is not such a histogram
     */
    public static Histogram of(String base64) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return Histogram.decodeFromCompressedByteBuffer(buffer, 0);
        } catch (DataFormatException | RuntimeException e) { // a buffer that is too short throws one of these
            throw new IllegalArgumentException("no histogram", e);
        }
    }
}
