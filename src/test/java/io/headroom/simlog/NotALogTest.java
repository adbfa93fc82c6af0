package io.headroom.simlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotALogTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "2.3.1", "3.0.0-RC4", "3.3.1"})
    void textOfTooOldAGatlingNamesItsVersionAndThoseThatAreRead(String version) throws Exception {
        String log = "ASSERTION\tAAECAAMDAAAAAAAAgFZA\nRUN\tx.Any\tany\t1795478398298\t \t" + version + "\n";

        String message = refusal(log.getBytes(StandardCharsets.UTF_8));

        assertThat(message).contains("of Gatling " + version + ",");
        assertThat(message).contains("text logs of 3.4 to 3.12 and binary logs of 3.13 to 3.15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN\t\n",
                "RUN\tx.Any\tany\t1795478398298\t \tyesterday\n",
                "RUN\tx.Any\tany\tnow\t \t3.12.0\n",
                "RUN\tx.Any\t3.12.0\n",
                "ASSERTION\tAAEC\nUSER\ts\tSTART\t1795478398298\n",
                "ASSERTION\tAAEC\n \n"
            })
    void textWithoutAHeaderIsRefused(String text) throws Exception {
        String message = refusal(text.getBytes(StandardCharsets.UTF_8));

        assertThat(message).contains("is no simulation.log of Gatling");
        assertThat(message).contains("where the header should be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0089PNG\r\n\u001a\n", "{\"schema\": \"headroom/1\"}", "RUNNING", "r", "\u0001\0\0\0\0"})
    void fileThatIsNoLogIsRefusedByName(String start) throws Exception {
        String message = refusal(start.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(message).contains("simulation.log");
        assertThat(message).contains("is no simulation.log of Gatling");
    }

    /** What people have in the place of a log, by the first bytes of real files. */
    @ParameterizedTest
    @MethodSource("otherFiles")
    void fileThatIsNoLogIsToldByWhatItIs(String what, byte[] start) throws Exception {
        String message = refusal(start);

        assertThat(message).contains("simulation.log is " + what);
        assertThat(message).doesNotContain("a record of kind").doesNotContain("\n");
    }

    static Stream<Arguments> otherFiles() {
        return Stream.of(
                arguments(
                        "no simulation.log of Gatling: it is a zip archive; unpack it first (unzip)",
                        bytes("PK\u0003\u0004\u0014\0")),
                arguments("no simulation.log of Gatling: it is compressed by zstd; ", bytes("(\u00b5/\u00fd\u0004X")),
                arguments("no simulation.log of Gatling: it is compressed by xz; ", bytes("\u00fd7zXZ\0\0\u0004")),
                arguments("no simulation.log of Gatling: it is compressed by bzip2; ", bytes("BZh91AY&SY")),
                arguments("no simulation.log of Gatling: it is compressed by lz4; ", bytes("\u0004\"M\u0018d@")),
                arguments(
                        "no simulation.log of Gatling: it is a 7-Zip archive; ",
                        bytes("7z\u00bc\u00af'\u001c\0\u0004")),
                arguments(
                        "no simulation.log of Gatling: it is a tar archive; ",
                        bytes("simulation.log" + "\0".repeat(243) + "ustar  ")),
                arguments(
                        "no simulation.log of Gatling: it is text in UTF-16; ",
                        "\ufeffRUN\tx.Any".getBytes(StandardCharsets.UTF_16LE)),
                arguments(
                        "no simulation.log of Gatling: it is text in UTF-16; ",
                        "\ufeffRUN\tx.Any".getBytes(StandardCharsets.UTF_16BE)),
                arguments(
                        "a log of Gatling 2.0, which wrote other columns; text logs of 3.4",
                        bytes("x.Any\tany\tRUN\t1700000000000\t \t2.0\nusers\t1\tUSER\tSTART\t1700000000000\t0\n")),
                arguments(
                        "a log of Gatling whose TABs were replaced by blanks",
                        bytes("RUN    x.Any    any    1700000000000        3.9.5\n")),
                arguments("a log of Gatling without its first line", bytes("REQUEST\t\tscore\t1700000000000\t17000")),
                arguments(
                        "no simulation.log of Gatling: it is a web page, ",
                        bytes("<!DOCTYPE html>\n<html lang=\"en\">")),
                arguments("no simulation.log of Gatling: it is a web page, ", bytes("\n<html>")),
                arguments(
                        "no simulation.log of Gatling: it is a result of JMeter; ",
                        bytes("timeStamp,elapsed,label,responseCode\n1,2,a,200\n")),
                arguments(
                        "no simulation.log of Gatling: it is a result of JMeter; ",
                        bytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testResults version=\"1.2\">\n")),
                arguments("no simulation.log of Gatling: it is XML; ", bytes("<?xml version=\"1.0\"?>\n<testsuite/>")),
                arguments(
                        "no simulation.log of Gatling: it is a result of k6; ",
                        bytes("{\"metric\":\"http_reqs\",\"type\":\"Metric\",\"data\":{}}\n")),
                arguments(
                        "no simulation.log of Gatling: it is a result of k6; ",
                        bytes("{\"type\":\"Point\",\"metric\":\"http_reqs\"}\n")),
                arguments(
                        "no simulation.log of Gatling: it is a result of k6; ",
                        bytes("metric_name,timestamp,metric_value,check\n")),
                arguments(
                        "no simulation.log of Gatling: it is a result of Locust; ",
                        bytes("Type,Name,Request Count,Failure Count\n")),
                arguments(
                        "no simulation.log of Gatling: it is the statistics of Gatling's report, ",
                        bytes("{\n  \"type\": \"GROUP\",\n\"stats\": {\n \"name\": \"All\", \"numberOfRequests\": {")),
                arguments(
                        "no simulation.log of Gatling: it is a file that Headroom wrote beside a log; ",
                        bytes("{\"schema\": \"headroom/1\"}")),
                arguments("no simulation.log of Gatling: it is JSON; only logs of Gatling are read", bytes("[1, 2]")),
                arguments(
                        "no simulation.log of Gatling: it is text that begins with \"Simulation x.Any started...\"; text logs of 3.4",
                        bytes("Simulation x.Any started...\n\n")),
                arguments(
                        "no simulation.log of Gatling: it is no text, and begins with the bytes 89 50 4e 47 0d 0a 1a 0a; ",
                        bytes("\u0089PNG\r\n\u001a\n\0")));
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void headerWithoutVersionIsRefused() throws Exception {
        String message = refusal(new byte[64]);

        assertThat(message).contains("no Gatling version");
    }

    @Test
    void missingFileIsAnIoProblem() {
        Path missing = folder.resolve("nothing-here.log");

        assertThrows(NoSuchFileException.class, () -> SimulationLog.read(missing, new HeardRecords()));
        assertThat(SimulationLog.header(missing)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.13.0", "3.14.9", "3.15.1", "3.16.0-M1", "4.0.0"})
    void layoutDecidesAndNotTheVersion(String version) throws Exception {
        Path file = new BinaryLogWriter()
                .header(version, "S", 5, "", 0, List.of("s"))
                .user(0, true, 1)
                .writeTo(folder);

        assertEquals(new LogState.Complete(2, Files.size(file)), SimulationLog.read(file, new HeardRecords()), version);
    }

    @ParameterizedTest
    @CsvSource({"4.2.0, true", "3.16.0, true", "3.12.0, true", "3.13.0, false", "3.15.1, false"})
    void damagedLogOfAnUnknownVersionNamesItAndThoseThatAreRead(String version, boolean named) throws Exception {
        byte[] header = new BinaryLogWriter()
                .header(version, "S", 5, "", 0, List.of("s"))
                .bytes();
        byte[] other = Arrays.copyOf(header, header.length + 40);
        other[header.length] = 9;

        LogState state = SimulationLog.read(Files.write(folder.resolve("x.log"), other), new HeardRecords());

        String words = "a record of kind 9; Gatling " + version
                + " wrote it, but text logs of 3.4 to 3.12 and binary logs of 3.13 to 3.15 are read";
        assertEquals(named, state.description().contains(words), state.description());
        assertThat(state.description()).contains("a record of kind 9");
    }

    @ParameterizedTest
    @CsvSource({"4.2.0, true", "3.13.0, true", "3.4.0, false", "3.12.0, false"})
    void damagedTextOfAnUnknownVersionNamesItToo(String version, boolean named) throws Exception {
        Path file = new TextLogWriter("\n", "s").header(version, "S", "").writeTo(folder);
        Files.writeString(file, "NEW\tline\n", StandardOpenOption.APPEND);

        LogState state = SimulationLog.read(file, new HeardRecords());

        assertEquals(
                named,
                state.description().contains("Gatling " + version + " wrote it, but text logs of"),
                state.description());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4.0", "3.9.5", "3.10.0-M2", "3.11.5", "3.12.0", "3.13.0-SNAPSHOT", "4.0.0"})
    void layoutOfTextDecidesToo(String version) throws Exception {
        Path file = new TextLogWriter("\n", "s")
                .header(version, "S", "")
                .user(0, true, 1)
                .writeTo(folder);

        assertEquals(new LogState.Complete(2, Files.size(file)), SimulationLog.read(file, new HeardRecords()), version);
    }

    private String refusal(byte[] content) throws Exception {
        Path file = Files.write(folder.resolve("simulation.log"), content);
        return assertThrows(UnreadableLogException.class, () -> SimulationLog.read(file, new HeardRecords()))
                .getMessage();
    }
}
