package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.endpoint.ApiKey;
import io.headroom.endpoint.Secrets;
import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep.Ending;
import io.headroom.run.RunFolder;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogMaskTest {

    private static final String KEY = "s3cr3t-key-of-the-test";
    private static final Secrets SECRETS =
            Secrets.of(Optional.of(ApiKey.of(KEY)), Map.of(), URI.create("http://localhost/score"));

    private static final Charset WIDE =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;

    @TempDir
    private Path folder;

    @Test
    void secretIsReplacedByteByByteInBothEncodingsOfALog() throws Exception {
        for (int before = 0; before < 2; before++) {
            byte[] log = bytes("\1".repeat(before), KEY, "\0" + KEY.toUpperCase(Locale.ROOT), "\2\3", "ключ " + KEY);

            byte[] masked = masked(log);

            String stars = "*".repeat(KEY.length());
            assertThat(masked).isEqualTo(bytes("\1".repeat(before), stars, "\0" + stars, "\2\3", "ключ " + stars));
        }
    }

    @Test
    void secretAcrossTheBlocksOfALongLogIsReplaced() throws Exception {
        int block = 1 << 20;
        String filler = "x".repeat(block - 10) + KEY + "y".repeat(block - 30) + KEY + "z".repeat(block);

        String masked = new String(masked(filler.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);

        assertThat(masked).isEqualTo(filler.replace(KEY, "*".repeat(KEY.length())));
    }

    @Test
    void wordOfAnAnswerThatIsNoJsonIsReplaced() throws Exception {
        String message = "JsonParseException: Unrecognized token 's3cr3t': was expecting";

        assertThat(new String(masked(message.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1))
                .isEqualTo("JsonParseException: Unrecognized token '******': was expecting");
    }

    @Test
    void logIsLeftAloneWhileGatlingWritesIt() throws Exception {
        Path log = Files.writeString(folder.resolve("simulation.log"), KEY);

        new LogMask(() -> SECRETS).write(new RunFolder(folder));

        assertThat(log).hasContent(KEY);
    }

    private byte[] masked(byte[] log) throws Exception {
        Path file = Files.write(folder.resolve("simulation.log"), log);
        LogMask mask = new LogMask(() -> SECRETS);
        mask.runEnded(new Progress(0, 0, 0), new EndMark(Ending.COMPLETE, 0));
        mask.write(new RunFolder(folder));
        return Files.readAllBytes(file);
    }

    /** Encodes the last text wide, the others in Latin-1. */
    private static byte[] bytes(String... texts) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < texts.length; i++) {
            bytes.write(texts[i].getBytes(i == texts.length - 1 ? WIDE : StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }
}
