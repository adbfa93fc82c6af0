package io.headroom.simlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedLogTest {

    private static final Path LOGS = Path.of("src", "test", "resources", "logs");

    @TempDir
    private Path folder;

    /** Several members come from files that were compressed one after the other, or in parallel. */
    @ParameterizedTest
    @CsvSource({"staircase-3.12.0.log, 1", "staircase-3.12.0.log, 3", "adaptive-3.14.9.log, 1", "adaptive-3.14.9.log, 3"
    })
    void compressedLogReadsLikeThePlainOne(String name, int members) throws Exception {
        Path plain = LOGS.resolve(name);
        Path compressed = write(gzipped(Files.readAllBytes(plain), members));
        HeardRecords expected = new HeardRecords();
        HeardRecords heard = new HeardRecords();
        CRC32C expectedSum = new CRC32C();
        CRC32C sum = new CRC32C();

        LogState expectedState = SimulationLog.read(plain, expected, expectedSum);
        LogState state = SimulationLog.read(compressed, heard, sum);

        assertThat(state).isEqualTo(expectedState);
        assertThat(heard.lines()).hasSizeGreaterThan(200).isEqualTo(expected.lines());
        assertThat(sum.getValue()).isEqualTo(expectedSum.getValue());
        assertThat(SimulationLog.header(compressed)).isEqualTo(SimulationLog.header(plain));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 11, 200, 1000, -8, -1})
    void compressedLogThatIsCutOffIsTold(int bytes) throws Exception {
        byte[] whole = gzipped(Files.readAllBytes(LOGS.resolve("staircase-3.12.0.log")), 1);
        Path cut = write(Arrays.copyOf(whole, bytes < 0 ? whole.length + bytes : bytes));

        assertThat(refusal(cut)).contains("is compressed by gzip, and damaged or cut off: copy it again");
        assertThat(SimulationLog.header(cut)).isEmpty();
    }

    @Test
    void compressedLogWithAWrongByteIsTold() throws Exception {
        byte[] bytes = gzipped(Files.readAllBytes(LOGS.resolve("adaptive-3.14.9.log")), 1);
        bytes[bytes.length / 2] ^= 0x55;

        assertThat(refusal(write(bytes))).contains("is compressed by gzip, and damaged or cut off: copy it again");
    }

    @Test
    void compressedFileThatIsNoLogIsToldByWhatItIs() throws Exception {
        Path file = write(gzipped("timeStamp,elapsed\n".getBytes(StandardCharsets.UTF_8), 1));

        assertThat(refusal(file))
                .isEqualTo(file + ", once decompressed, is no simulation.log of Gatling: it is a result of JMeter;"
                        + " only logs of Gatling are read");
    }

    @Test
    void logThatWasCompressedTwiceIsToldSo() throws Exception {
        Path file = write(gzipped(gzipped(Files.readAllBytes(LOGS.resolve("staircase-3.12.0.log")), 1), 1));

        assertThat(refusal(file))
                .isEqualTo(file + ", once decompressed, is no simulation.log of Gatling: it is compressed by gzip once"
                        + " more; decompress it first (gunzip), and name the file that comes out of it");
    }

    private static String refusal(Path file) {
        return catchThrowableOfType(UnreadableLogException.class, () -> SimulationLog.read(file, new HeardRecords()))
                .getMessage();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("simulation.log.gz"), bytes);
    }

    private static byte[] gzipped(byte[] bytes, int members) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < members; i++) {
            try (GZIPOutputStream member = new GZIPOutputStream(all)) {
                int from = bytes.length * i / members;
                member.write(bytes, from, bytes.length * (i + 1) / members - from);
            }
        }
        return all.toByteArray();
    }
}
