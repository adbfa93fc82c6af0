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

    /** Cookie and length, both before the compressed part. */
    private static final int COMPRESSED_HEADER = 2 * Integer.BYTES;

    /** Cookie, length of the counts, offset, digits, lowest and highest value, ratio. */
    private static final int HEADER = 40;

    private static final int PAYLOAD_AT = 4;
    private static final int DIGITS_AT = 12;

    /** All counts of a histogram of {@link StepTotal#DIGITS} digits over the whole range of a long, of up to 9 bytes each. */
    private static final int MOST_PAYLOAD = 9 * (1 << 16);

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
            requireSmall(buffer.duplicate());
            return Histogram.decodeFromCompressedByteBuffer(buffer, 0);
        } catch (DataFormatException | RuntimeException e) { // a buffer that is too short throws one of these
            throw new IllegalArgumentException("no histogram", e);
        }
    }

    /** Reads how much memory the histogram wants: a few damaged bytes can ask for gigabytes. */
    private static void requireSmall(ByteBuffer compressed) throws DataFormatException {
        compressed.position(COMPRESSED_HEADER);
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            inflater.inflate(header);
        } finally {
            inflater.end();
        }
        int payload = header.getInt(PAYLOAD_AT);
        int digits = header.getInt(DIGITS_AT);
        if (payload < 0 || payload > MOST_PAYLOAD || digits < 0 || digits > StepTotal.DIGITS) {
            throw new IllegalArgumentException(payload + " bytes of " + digits + " digits");
        }
    }
}
