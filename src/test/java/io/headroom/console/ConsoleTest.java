package io.headroom.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static final String HOSTILE = "\u001b[2J\n##vso[a]\u202e";
    private static final String ONE_LINE = "\\u001b[2J # #vso[a]\\u202e" + System.lineSeparator();
    private static final String LINES = "\\u001b[2J\n# #vso[a]\\u202e";

    private final StringWriter written = new StringWriter();
    private final ConsoleWriter writer = new ConsoleWriter(new PrintWriter(written));
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ConsoleStream stream = new ConsoleStream(bytes);

    @Test
    void writerPrintsOneLine() {
        writer.println(HOSTILE);
        writer.println((Object) HOSTILE);

        assertThat(written).hasToString(ONE_LINE + ONE_LINE);
    }

    @Test
    void writerEscapesWhateverIsWritten() {
        writer.print(HOSTILE);
        writer.append(HOSTILE);
        writer.printf("%s", HOSTILE);
        writer.write(HOSTILE.toCharArray());
        writer.write('\u001b');
        writer.flush();

        assertThat(written).hasToString(LINES.repeat(4) + "\\u001b");
    }

    @Test
    void traceOfAHostileExceptionHasOneLineForItsMessage() {
        new IllegalStateException("a\n::error::b").printStackTrace(writer);

        assertThat(written.toString())
                .startsWith("java.lang.IllegalStateException: a ::error::b" + System.lineSeparator());
        assertThat(written.toString()).contains(System.lineSeparator() + "\tat ");
    }

    @Test
    void streamPrintsOneLine() {
        stream.println(HOSTILE);

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(ONE_LINE);
    }

    @Test
    void streamEscapesWhatLibrariesPrint() throws Exception {
        stream.print((Object) HOSTILE);
        stream.write(HOSTILE.getBytes(StandardCharsets.UTF_8));
        stream.print("Größe 鍵");

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(LINES + LINES + "Größe 鍵");
    }

    @Test
    void streamMasksSecrets() {
        stream.mask(text -> text.replace("s3cr3t", "****"));
        stream.println("the key s3cr3t");
        stream.println((Object) "the key s3cr3t");

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .doesNotContain("s3cr3t")
                .contains("the key ****");
    }

    @Test
    void streamMasksALongTextAsAWhole() {
        stream.mask(text -> text.replace("s3cr3t", "****"));
        for (int length = 8_180; length < 8_200; length++) {
            String text = "x".repeat(length) + "s3cr3t";
            stream.print(text);
            stream.print((Object) text);
            stream.print(text.toCharArray());
            stream.println(text);
            stream.println((Object) text);
            stream.println(text.toCharArray());
            stream.append(text);
            stream.printf("%s", text);
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .doesNotContain("s3cr")
                .doesNotContain("s3c");
    }

    @Test
    void streamShowsSingleBytesLineByLine() {
        stream.mask(text -> text.replace("s3cr3t", "****"));
        for (byte each : "Größe \u001b[2J s3cr3t\n##vso[a] s3".getBytes(StandardCharsets.UTF_8)) {
            stream.write(each);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("Größe \\u001b[2J ****\n");

        "cr3t".chars().forEach(stream::write);
        stream.flush();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("Größe \\u001b[2J ****\n# #vso[a] ****");
    }
}
