package io.headroom.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.headroom.load.Histograms;
import io.headroom.load.InjectorSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run's folder may hold anything: what is read from it has limits. */
class SmallFileTest {

    private static final int TOO_LARGE = 1 << 25;

    @TempDir
    private Path folder;

    @Test
    void fileIsReadToItsLimitAndNoFurther() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "12345");

        assertEquals("12345", SmallFile.text(file, 5));
        assertThat(assertThrows(IOException.class, () -> SmallFile.text(file, 4)))
                .hasMessage(file + " is too large: it has more than 4 bytes");
        assertThat(assertThrows(IOException.class, () -> SmallFile.text(folder, 4)))
                .hasMessage(folder + " is not a regular file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"injector.jsonl", "client.json", "seal.json", "heartbeat"})
    void filesOfARunThatAreTooLargeAreNotReadIntoMemory(String name) throws Exception {
        Files.write(folder.resolve(name), new byte[TOO_LARGE]);
        RunFolder run = new RunFolder(folder);

        IOException refused = assertThrows(IOException.class, () -> {
            run.injectorSamples();
            run.client();
            run.seal();
            Heartbeat.last(run.heartbeat());
        });

        assertThat(refused).hasMessageStartingWith(run.path().resolve(name) + " is too large: it has more than ");
    }

    @Test
    void documentThatIsTooDeepIsRefused() throws Exception {
        Files.writeString(folder.resolve("client.json"), "[".repeat(100) + "]".repeat(100));

        assertThat(assertThrows(IOException.class, () -> new RunFolder(folder).client()))
                .hasMessageContaining("nesting depth");
    }

    @ParameterizedTest
    @CsvSource({"a\0b", "''", "'two\nlines'"})
    void nameOfTheLastRunThatIsNoNameIsSaid(String text) throws Exception {
        Path file = Files.writeString(LastRun.file(folder), text);

        assertThat(assertThrows(IOException.class, () -> LastRun.read(folder)))
                .hasMessage(file + " does not hold the name of a run's folder; name the folder itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"milk and eggs", "first\nsecond\n", "../elsewhere", "\u0000"})
    void fileOfAnotherKindUnderTheNameOfTheLastRunIsKept(String text) throws Exception {
        Path file = Files.writeString(LastRun.file(folder), text);
        RunFolder run = new RunFolder(folder.resolve("run"));

        assertThat(assertThrows(RefusedFileException.class, () -> LastRun.forget(folder)))
                .hasMessage("it is not the name of a run; move it away");
        assertThrows(RefusedFileException.class, () -> LastRun.write(folder, run));

        assertEquals(text, Files.readString(file));
    }

    @Test
    void nameOfTheLastRunIsForgotten() throws Exception {
        LastRun.write(folder, new RunFolder(folder.resolve("singleclientsimulation-20261129164053000")));

        LastRun.forget(folder);

        assertThat(LastRun.file(folder)).doesNotExist();
    }

    @Test
    void samplesOfMoreStepsThanAnyRunHasAreRefused() throws Exception {
        String line = InjectorFile.line("STEP", sample());
        StringBuilder lines = new StringBuilder();
        for (int step = 0; step < 1100; step++) {
            lines.append(line.replace("STEP", "step " + step)).append('\n');
        }
        Path file = Files.writeString(folder.resolve("injector.jsonl"), lines);

        assertThat(assertThrows(IOException.class, () -> new RunFolder(folder).injectorSamples()))
                .hasMessage(file + ", line 1025, is more than an injector notices in any run");
    }

    @Test
    void shareWithoutEndIsNoShare() throws Exception {
        String line = InjectorFile.line("step", sample())
                .replace("\"cpuShare\" : 0.1", "\"cpuShare\" : 1e999")
                .replace("\"cpuShare\":0.1", "\"cpuShare\":1e999");
        Files.writeString(folder.resolve("injector.jsonl"), line.replace("\n", " ") + "\n");

        assertThat(assertThrows(IOException.class, () -> new RunFolder(folder).injectorSamples()))
                .hasMessageContaining("line 1, does not say what an injector noticed");
    }

    private static InjectorSample sample() {
        Histogram lag = new Histogram(InjectorSample.LAG_DIGITS);
        lag.recordValue(17);
        return new InjectorSample(
                0.1,
                OptionalDouble.empty(),
                0,
                0,
                1,
                0,
                Histograms.of(Histograms.base64(lag)),
                new Histogram(InjectorSample.LAG_DIGITS),
                new Histogram(InjectorSample.LATENCY_DIGITS));
    }
}
