package io.headroom.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramsTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 17, 3_600_000, 1L << 41})
    void whatWasWrittenIsReadAgain(long value) {
        Histogram histogram = new Histogram(StepTotal.DIGITS);
        histogram.recordValueWithCount(value, 5);

        assertEquals(histogram, Histograms.of(Histograms.base64(histogram)));
    }

    /** HdrHistogram reserves 47 MB for this one, which is 52 characters long. */
    @Test
    void fewCharactersThatClaimALargeRangeAreRefused() {
        Histogram huge = new Histogram(1, Long.MAX_VALUE / 4, 5);
        huge.recordValue(1);
        String text = encoded(huge);

        assertThat(text.length()).isLessThan(100);
        assertThrows(IllegalArgumentException.class, () -> Histograms.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2000000000, 3, 1, 3600000",
        "-1, 3, 1, 3600000",
        "8, 5, 1, 3600000",
        "8, 0, 1, 3600000",
        "8, 3, 1000000, 3600000000",
        "8, 3, 1, 9000000000000000000"
    })
    void headerThatNoHistogramOfARunHasIsRefused(int counts, int digits, long lowest, long highest) {
        ByteBuffer header = ByteBuffer.allocate(48);
        header.putInt(0x1c849313).putInt(counts).putInt(0).putInt(digits);
        header.putLong(lowest).putLong(highest).putDouble(1).putLong(0);

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Histograms.of(compressed(header.array())));

        assertThat(refused).hasRootCauseMessage("a header that no histogram of a run has");
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    private static String compressed(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] out = new byte[200];
        int length = deflater.deflate(out);
        deflater.end();
        byte[] whole = ByteBuffer.allocate(8 + length)
                .putInt(0x1c849314)
                .putInt(length)
                .put(out, 0, length)
                .array();
        return Base64.getEncoder().encodeToString(whole);
    }
}
