package io.headroom.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Histograms;
import io.headroom.load.InjectorSample;
import io.headroom.load.InjectorWatch;
import io.headroom.load.Outcome;
import io.headroom.simlog.BinaryLogWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {

    private static final String SIMULATION = "io.headroom.simulation.SingleClientSimulation";
    private static final String OURS = "conductor 0a1b2c3d";
    private static final String OTHERS = "conductor 4e5f6071";

    @TempDir
    private Path results;

    @Test
    void runIsFoundByTheScenarioThatOnlyItHas() throws Exception {
        log("a", OTHERS);
        log("b", OURS);

        assertEquals("b", found());
    }

    @Test
    void whatTheInjectorNoticedIsKeptExactly() throws Exception {
        RunFolder folder = new RunFolder(results);
        InjectorSample first = sample(1);
        InjectorSample second = sample(2);

        folder.append("01 warm-up: 4 callers", first);
        folder.append("02 target: 168.00 req/s poisson", second);

        assertEquals(
                Map.of("01 warm-up: 4 callers", first, "02 target: 168.00 req/s poisson", second),
                folder.injectorSamples());
    }

    @Test
    void lineThatWasNotWrittenToItsEndIsLeftOut() throws Exception {
        RunFolder folder = new RunFolder(results);
        folder.append("01 warm-up: 4 callers", sample(1));
        Path file = results.resolve("injector.jsonl");
        String line = Files.readString(file);

        Files.writeString(file, line + line.substring(0, line.length() / 2));

        assertEquals(Set.of("01 warm-up: 4 callers"), folder.injectorSamples().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{}", "null", "{\"step\":\"x\",\"loopLagMicros\":\"AAAA\"}"})
    void lineThatSaysNothingIsNamed(String line) throws Exception {
        RunFolder folder = new RunFolder(results);
        folder.append("01 warm-up: 4 callers", sample(1));
        String good = Files.readString(results.resolve("injector.jsonl"));

        assertSecondLineIsNamed(folder, good + line + "\n");
    }

    @Test
    void lineThatBreaksOffIsNamedAlsoWhereAGoodOneFollows() throws Exception {
        RunFolder folder = new RunFolder(results);
        folder.append("01 warm-up: 4 callers", sample(1));
        String good = Files.readString(results.resolve("injector.jsonl"));

        assertSecondLineIsNamed(folder, good + "{\"step\":\"x\",\"due\":5\n" + good);
    }

    @ParameterizedTest
    @CsvSource({
        "cpuShare, 1e308",
        "machineCpuShare, -0.5",
        "gcShare, 1e15",
        "openFilesShare, 1001",
        "connections, -2147483648",
        "due, -9223372036854775808",
        "due, 9223372036854775807"
    })
    void figureThatNoRunCanHaveIsNamed(String field, String value) throws Exception {
        RunFolder folder = new RunFolder(results);
        folder.append("01 warm-up: 4 callers", sample(1));
        String good = Files.readString(results.resolve("injector.jsonl"));
        String impossible = good.replaceFirst("\"" + field + "\":[^,]*", "\"" + field + "\":" + value);

        assertNotEquals(good, impossible);
        assertSecondLineIsNamed(folder, good + impossible);
    }

    private void assertSecondLineIsNamed(RunFolder folder, String text) throws IOException {
        Path file = results.resolve("injector.jsonl");
        Files.writeString(file, text);

        IOException refused = assertThrows(IOException.class, folder::injectorSamples);

        assertEquals(file + ", line 2, does not say what an injector noticed", refused.getMessage());
    }

    @Test
    void ofAClosedLoadNothingIsSaidOfASchedule() throws Exception {
        InjectorWatch watch = new InjectorWatch(10_000_000);
        watch.startTicking(0);
        watch.tick(12_000_000);
        InjectorSample closed = watch.sample(0.5, OptionalDouble.empty(), 0.01, 0.1, 0, 0);
        RunFolder folder = new RunFolder(results);

        folder.append("02 round 1 up: 8 callers", closed);

        String line = Files.readString(results.resolve("injector.jsonl"));
        assertFalse(line.contains("sendLagMicros") || line.contains("scheduledLatencyMillis"), line);
        assertEquals(Map.of("02 round 1 up: 8 callers", closed), folder.injectorSamples());
    }

    /** Earlier versions wrote empty histograms. Fields that are unknown are ignored. */
    @Test
    void emptyHistogramsAreReadToo() throws Exception {
        RunFolder folder = new RunFolder(results);
        folder.append("01 warm-up: 4 callers", sample(1));
        Path file = results.resolve("injector.jsonl");
        String empty = Histograms.base64(new Histogram(InjectorSample.LAG_DIGITS));
        String line = Files.readString(file)
                .replaceFirst("\"sendLagMicros\":\"[^\"]*\"", "\"sendLagMicros\":\"" + empty + "\",\"later\":[{}]");
        Files.writeString(file, line);

        InjectorSample read = folder.injectorSamples().get("01 warm-up: 4 callers");

        assertEquals(0, read.sendLagMicros().getTotalCount());
        assertEquals(sample(1).loopLagMicros(), read.loopLagMicros());
        assertEquals(sample(1).scheduledLatencyMillis(), read.scheduledLatencyMillis());
    }

    @Test
    void collectedLogsHaveAFileEach() throws Exception {
        RunFolder first = new RunFolder(results, results.resolve("simulation-1.log"));
        RunFolder second = new RunFolder(results, results.resolve("simulation-2.log"));

        first.append("01 warm-up: 4 callers", sample(1));

        assertEquals(1, first.injectorSamples().size());
        assertEquals(Map.of(), second.injectorSamples());
        assertTrue(Files.exists(results.resolve("injector-1.jsonl")));
    }

    @Test
    void compressedLogKeepsTheFilesBesideIt() throws Exception {
        new RunFolder(results, results.resolve("simulation-1.log")).append("01 warm-up: 4 callers", sample(1));

        assertEquals(
                1,
                new RunFolder(results, results.resolve("simulation-1.log.gz"))
                        .injectorSamples()
                        .size());
    }

    private static InjectorSample sample(int seed) {
        Random random = new Random(seed);
        InjectorWatch watch = new InjectorWatch(10_000_000);
        watch.startTicking(0);
        for (long i = 1, now = 0; i < 300; i++) {
            now += 10_000_000 + random.nextInt(5_000_000);
            watch.tick(now);
            watch.answered(random.nextInt(90_000_000), random.nextInt(4000), Outcome.OK);
        }
        return watch.sample(
                random.nextDouble(),
                OptionalDouble.of(random.nextDouble()),
                random.nextDouble(),
                random.nextDouble(),
                random.nextInt(200),
                random.nextInt(1000));
    }

    @Test
    void othersAreLeftAlone() throws Exception {
        log("of-another-run", OTHERS);
        Files.createDirectories(results.resolve("without-a-log"));
        Files.writeString(results.resolve("simulation.log"), "a file beside the folders");
        Path notFlushed = Files.createDirectories(results.resolve("not-flushed"));
        Files.createFile(notFlushed.resolve("simulation.log"));
        Path noLog = Files.createDirectories(results.resolve("no-log"));
        Files.writeString(noLog.resolve("simulation.log"), "RUN\t" + SIMULATION);
        Path half = Files.createDirectories(results.resolve("half-a-header"));
        byte[] header = header(OURS).bytes();
        Files.write(half.resolve("simulation.log"), Arrays.copyOf(header, header.length - 1));

        assertEquals("nothing", found());
        log("ours", OURS);
        assertEquals("ours", found());
    }

    @Test
    void resultsFolderThatIsNotThereHoldsNoRun() throws Exception {
        assertEquals(Optional.empty(), RunFolder.find(results.resolve("nowhere"), OURS));
    }

    @Test
    void writingReplacesTheFileAndLeavesNothingBeside() throws Exception {
        RunFolder folder = new RunFolder(results);
        folder.writeResult("{\"schema\": \"headroom/1\", \"n\": 1}".getBytes(StandardCharsets.UTF_8));
        folder.writeResult("{\"schema\": \"headroom/1\", \"n\": 2}".getBytes(StandardCharsets.UTF_8));

        assertArrayEquals(
                "{\"schema\": \"headroom/1\", \"n\": 2}".getBytes(StandardCharsets.UTF_8),
                Files.readAllBytes(folder.result()));
        assertEquals(List.of("headroom.json"), names());
    }

    @Test
    void writingThatFailsLeavesNothingBeside() throws Exception {
        Files.createDirectories(results.resolve("headroom.json").resolve("in-the-way"));

        assertThrows(IOException.class, () -> new RunFolder(results).writeResult("x".getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of("headroom.json"), names());
    }

    private String found() throws IOException {
        return RunFolder.find(results, OURS)
                .map(folder -> folder.path().getFileName().toString())
                .orElse("nothing");
    }

    private void log(String folder, String scenario) throws IOException {
        header(scenario).writeTo(results.resolve(folder));
    }

    private static BinaryLogWriter header(String scenario) {
        return new BinaryLogWriter().header("3.15.1", SIMULATION, 1_000, "", 0, List.of(scenario, "callers"));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
