package io.headroom.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Histograms as text: HdrHistogram's compressed format in Base64, so that those of several injectors add up exactly. */
public final class Histograms {

    private Histograms() {}

    /** As text. */
    public static String base64(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /**
     * What {@link #base64} made text of.
     *
     * @throws IllegalArgumentException when the text is none of it
     */
    public static Histogram of(String base64) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return Histogram.decodeFromCompressedByteBuffer(buffer, 0);
        } catch (DataFormatException | RuntimeException e) { // among these those of a buffer that is too short
            throw new IllegalArgumentException("no histogram", e);
        }
    }
}
