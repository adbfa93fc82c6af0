package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.foreign.ScriptedLoad;
import io.headroom.plan.NextStep.Ending;
import io.headroom.report.ReportedRun;
import io.headroom.runlog.ScriptedRun;
import io.headroom.simlog.BinaryLogWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzeCommandTest {

    @TempDir
    private Path folder;

    @Test
    void saturatedRunPrintsEveryStepAndTheVerdict() throws Exception {
        Typed typed = analyzed(ScriptedRun.saturated());

        assertEquals(0, typed.status());
        assertThat(typed.out()).startsWith("01 warm-up: 4 callers ");
        assertEquals(
                ScriptedRun.saturated().steps().size() + 1 + 8,
                typed.out().lines().count(),
                typed.out());
        assertThat(typed.out()).as("there are none: " + typed.out()).doesNotContain("Reports:");
        assertThat(typed.out()).contains("Saturated at 242.0 req/s (95 % confidence: ");
        assertEquals("", typed.err());
    }

    @Test
    void reportsThatAreThereAreNamed() throws Exception {
        Files.writeString(folder.resolve("headroom.json"), "{}");
        Files.writeString(folder.resolve("headroom.html"), "<p>");

        Typed typed = analyzed(ScriptedRun.saturated());

        assertThat(typed.out()).contains("\nReports: " + folder + " (headroom.html, headroom.json");
    }

    @Test
    void jsonIsTheDocumentAndNothingElse() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        Typed typed = Typed.headroom("analyze", "--json", folder.toString());

        JsonNode document = new ObjectMapper().readTree(typed.out());
        assertEquals(0, typed.status());
        assertEquals("saturated", document.path("verdict").asText());
        assertEquals(169.4, document.at("/target/offeredPerSecond").asDouble());
        assertEquals("", typed.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--tsv"})
    void scriptsGetARowAStepAndTheVerdictBesides(String option) throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        Typed typed = Typed.headroom(("analyze " + option + " " + folder).split(" +"));
        List<String> lines = typed.out().lines().toList();

        assertEquals(0, typed.status());
        assertEquals(1 + 15, lines.size(), typed.out());
        assertThat(lines.get(0)).startsWith("number\tlabel\tround\t");
        assertThat(lines.get(5)).startsWith("5\t05 round 1 up: 16 callers\t1\tup\t16\t\t\t");
        assertThat(typed.err()).startsWith("Saturated at 242.0 req/s (95 % confidence: ");
    }

    @Test
    void stepsCanBeHadAsCsv() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        Typed typed = Typed.headroom("analyze", "--csv", "steps", folder.toString());

        assertEquals(0, typed.status());
        assertThat(typed.out()).startsWith("number,label,round,");
        assertEquals(1 + 15, typed.out().lines().count());
        assertThat(typed.err()).startsWith("Saturated at ");
    }

    @ParameterizedTest
    @CsvSource({
        "--json --tsv, mutually exclusive",
        "--text --csv steps, mutually exclusive",
        "--csv rounds, one of [STEPS, SECONDS, CLIENTS] (case-insensitive)",
        "--csv, TABLE"
    })
    void wrongFormatIsWrongUsage(String options, String mistake) {
        Typed typed = Typed.headroom(("analyze " + folder + " " + options).split(" "));

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains(mistake);
        assertEquals("", typed.out());
    }

    @Test
    void secondsAreARowEachInOneTableOfFixedColumns() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        Typed typed = Typed.headroom("analyze", folder.toString(), "--csv", "seconds");

        List<String> lines = typed.out().lines().toList();
        assertEquals(0, typed.status());
        assertThat(lines.get(0)).startsWith("startMillis,lengthMillis,goodputPerSecond,requestsOk,");
        assertEquals(0, lines.get(1).indexOf("0,1000,"), lines.get(1));
        int columns = lines.get(0).split(",", -1).length;
        assertTrue(lines.stream().allMatch(line -> line.split(",", -1).length == columns), typed.out());
    }

    @Test
    void foldersOfSeveralInjectorsAreMergedHoweverTheyAreNamed() throws Exception {
        ReportedRun.written(Files.createDirectories(folder.resolve("a")), ScriptedRun.saturated());
        ReportedRun.written(Files.createDirectories(folder.resolve("b")), ScriptedRun.saturated());
        String a = folder.resolve("a").toString();
        String b = folder.resolve("b").toString();

        Typed merged = Typed.headroom("analyze", "--json", b, a);

        assertEquals(Typed.headroom("analyze", "--json", a, b).out(), merged.out());
        assertEquals(Typed.headroom("analyze", "--json", folder.toString()).out(), merged.out());
        JsonNode document = new ObjectMapper().readTree(merged.out());
        assertEquals(484.0, document.at("/saturation/goodputPerSecond").asDouble(), 0.01);
        assertEquals(26, document.at("/saturation/callers").asInt());
        assertEquals(338.8, document.at("/target/offeredPerSecond").asDouble());
        assertEquals(26, document.at("/rounds/0/callers").asInt());
        assertEquals(338.8, document.at("/steps/14/offeredPerSecond").asDouble());
        String text = Typed.headroom("analyze", "--text", a, b).out();
        assertThat(text).contains("with 26 callers: none refused at 26 callers;");
        assertThat(text).contains("Run it at 338.8 req/s (70 % of that), measured: 338.0 req/s");
        assertEquals(
                merged.out(), Typed.headroom("analyze", "--json", a, b, a).out(), "a folder twice is the same folder");
    }

    @Test
    void sameFolderIsCountedOnceHoweverItIsNamed() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        Path link = Files.createSymbolicLink(folder.resolveSibling(folder.getFileName() + "-link"), folder);
        String relative =
                Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath()).toString();

        Typed typed = Typed.headroom("analyze", "--text", folder.toString(), relative, link.toString());
        Files.delete(link);

        assertThat(typed.out()).contains("Saturated at 242.0 req/s (95 % confidence: ");
    }

    @Test
    void logsCollectedInOneFolderAreMergedAndOneCanBeNamedAlone() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        Path first = Files.move(folder.resolve("simulation.log"), folder.resolve("simulation-1.log"));
        Files.copy(first, folder.resolve("simulation-2.log"));
        Files.writeString(folder.resolve("gatling.log"), "nothing of interest");

        Typed merged = Typed.headroom("analyze", "--text", folder.toString());
        Typed alone = Typed.headroom("analyze", "--text", first.toString());

        assertThat(merged.out()).contains("Saturated at 484.0 req/s (95 % confidence: ");
        assertThat(alone.out()).contains("Saturated at 242.0 req/s (95 % confidence: ");
    }

    @Test
    void logsOfDifferentTimesAreNotMerged() throws Exception {
        ReportedRun.written(Files.createDirectories(folder.resolve("a")), ScriptedRun.saturated());
        Path other = Files.createDirectories(folder.resolve("b"));
        ReportedRun.written(other, ScriptedRun.saturated());
        Files.write(
                other.resolve("simulation.log"),
                ScriptedRun.saturated().log(604_800_000).bytes());

        Typed typed = Typed.headroom("analyze", folder.resolve("a").toString(), other.toString());
        Typed inFolder = Typed.headroom("analyze", folder.toString());

        assertEquals(4, typed.status());
        assertThat(typed.err()).contains("only logs of one run can be merged");
        assertEquals(2, inFolder.status());
        assertThat(inFolder.err())
                .contains(folder + " holds several runs; name one of them (the newest is " + other
                        + "), or use --last with analyze or gate");
    }

    @Test
    void resultsOfSeveralSimulationsAreSeveralRuns() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        ScriptedLoad.closed(2, 4).log().writeTo(other);
        ReportedRun.written(Files.createDirectories(folder.resolve("run")), ScriptedRun.saturated());

        Typed analyzed = Typed.headroom("analyze", folder.toString());
        Typed exported = Typed.headroom("export", folder.toString(), "--to", folder + "/records.csv");

        assertEquals(2, analyzed.status());
        assertThat(analyzed.err()).contains(folder + " holds several runs; name one of them (the newest is ");
        assertEquals(2, exported.status());
        assertEquals(analyzed.err(), exported.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tsv", "--csv steps", "--csv seconds"})
    void everyRowSaysWhetherTheLogIsComplete(String format) throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        String[] typed = ("analyze " + format + " " + folder).split(" ");
        List<String> whole = Typed.headroom(typed).out().lines().toList();
        Path log = folder.resolve("simulation.log");
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 5));
        List<String> cut = Typed.headroom(typed).out().lines().toList();

        assertEquals(whole.size(), cut.size());
        assertThat(whole.get(0)).endsWith("complete");
        assertTrue(whole.stream().skip(1).allMatch(line -> line.endsWith("true")), whole.toString());
        assertTrue(cut.stream().skip(1).allMatch(line -> line.endsWith("false")), cut.toString());
    }

    @Test
    void secondsOfOneRequestCountNoOther() throws Exception {
        BinaryLogWriter log = BinaryLogWriter.of("com.example.Checkout", "users");
        for (int i = 0; i < 500; i++) {
            log.request(List.of(), "a", i * 20, i * 20 + 10, true, "");
            log.request(List.of(), "b", i * 20, i * 20 + 10, true, "");
        }
        log.writeTo(folder);

        Typed both = Typed.headroom("analyze", "--csv", "seconds", folder.toString());
        Typed one = Typed.headroom("analyze", "--csv", "seconds", "--request", "a", folder.toString());

        assertThat(both.out()).contains("\n1000,1000,100,100,");
        assertThat(one.out()).contains("\n1000,1000,50,50,");
    }

    @Test
    void foldersOfDifferentWorkloadsAreNotMerged() throws Exception {
        ReportedRun.written(Files.createDirectories(folder.resolve("a")), ScriptedRun.saturated());
        Path other = Files.createDirectories(folder.resolve("b"));
        ReportedRun.written(other, ScriptedRun.saturated());
        Path workload = other.resolve("workload.json");
        Files.writeString(workload, Files.readString(workload).replaceAll("\"search\" : \"\\w+", "\"search\" : \"0"));

        Typed typed = Typed.headroom("analyze", folder.resolve("a").toString(), other.toString());
        Typed inFolder = Typed.headroom("analyze", folder.toString());

        assertEquals(4, typed.status());
        assertThat(typed.err()).contains("made with another workload than the others");
        assertEquals(2, inFolder.status());
        assertThat(inFolder.err()).contains(folder + " holds several runs; name one of them ");
    }

    @Test
    void analysisLeavesTheFolderAsItWas() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());

        Typed.headroom("analyze", folder.toString());

        try (var files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void pageForABrowserCanBeWrittenAgain() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        Path page = folder.resolve("page.html");

        Typed typed = Typed.headroom("analyze", "--html", page.toString(), "--json", folder.toString());

        assertEquals(0, typed.status());
        assertEquals(
                "saturated",
                new ObjectMapper().readTree(typed.out()).path("verdict").asText());
        assertThat(Files.readString(page)).as("the capacity").contains("242.0 req/s");
    }

    @Test
    void pageOfARunOfAnotherSimulationCanBeWritten() throws Exception {
        BinaryLogWriter log = BinaryLogWriter.of("com.example.Checkout", "users");
        for (int i = 0; i < 500; i++) {
            log.request(List.of(), "a", i * 20, i * 20 + 10, true, "");
        }
        log.writeTo(folder);
        Path page = folder.resolve("page.html");

        Typed.headroom("analyze", "--html", page.toString(), folder.toString());

        assertThat(Files.readString(page)).as("its heading").contains("<h1>Checkout</h1>");
    }

    @Test
    void pageThatCannotBeWrittenIsWrongUsage() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        Path page = folder.resolve("nowhere").resolve("page.html");

        Typed typed = Typed.headroom("analyze", "--html", page.toString(), folder.toString());

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains("--html: " + page + " cannot be written");
        assertThat(typed.out()).as("the answer is not lost: " + typed.out()).startsWith("number\t");
    }

    @Test
    void interruptedRunHasNoVerdict() throws Exception {
        Typed typed = analyzed(ScriptedRun.saturated().ended(Ending.INTERRUPTED));

        assertEquals(3, typed.status());
        assertThat(typed.out()).contains("Interrupted: ");
    }

    @Test
    void failedSmokeCallHasNoVerdictAndSaysWhy() throws Exception {
        Typed typed = analyzed(ScriptedRun.saturated().smokeFailed("client error: HTTP 401"));

        assertEquals(3, typed.status());
        assertThat(typed.out()).contains("No verdict: HTTP 401: wrong key, or none, or one that has expired.");
    }

    @Test
    void folderWithoutALogIsWrongUsage() {
        Typed typed = Typed.headroom("analyze", folder.resolve("nowhere").toString());

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains("nowhere does not exist; expected a run's folder");
        assertEquals("", typed.out());
        assertThat(Typed.headroom("analyze", folder.toString()).err())
                .contains(folder + " holds no simulation.log; expected a run's folder");
    }

    @Test
    void logThatIsCompressedIsNamed() throws Exception {
        Files.writeString(folder.resolve("simulation.log.gz"), "any");

        Typed typed = Typed.headroom("analyze", folder.toString());

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains(folder + " holds no simulation.log but simulation.log.gz; name that file");
    }

    @Test
    void runAndLastAreNotGivenTogether() {
        assertEquals(2, Typed.headroom("analyze", "--last", folder.toString()).status());
        assertThat(Typed.headroom("analyze").err()).contains("expected either RUN or --last");
    }

    @Test
    void logOfTooOldAGatlingCannotBeRead() throws Exception {
        Files.writeString(folder.resolve("simulation.log"), "RUN\tx.Y\ty\t1\t \t3.3.1\n");

        Typed typed = Typed.headroom("analyze", folder.toString());

        assertEquals(4, typed.status());
        assertThat(typed.err()).contains("of Gatling 3.3.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "not json", "{\"settings\": 3}"})
    void damagedWorkloadCannotBeRead(String json) throws Exception {
        ScriptedRun.saturated().log().writeTo(folder);
        Files.writeString(folder.resolve("workload.json"), json);

        Typed typed = Typed.headroom("analyze", folder.toString());

        assertEquals(4, typed.status(), typed.out());
        assertThat(typed.err()).contains("workload.json is not a workload of Headroom");
    }

    @Test
    void workloadOfAnotherVersionCannotBeRead() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        Path workload = folder.resolve("workload.json");
        Files.writeString(workload, Files.readString(workload).replace("headroom-workload/2", "headroom-workload/1"));

        Typed typed = Typed.headroom("analyze", folder.toString());

        assertEquals(4, typed.status(), typed.out());
        assertThat(typed.err()).contains("(headroom-workload/1; expected headroom-workload/2): measure again");
    }

    @Test
    void workloadWithImpossibleSettingsIsExplained() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        Path workload = folder.resolve("workload.json");
        String whole = Files.readString(workload);
        Files.writeString(
                workload, whole.replaceFirst("\"headroom.search.rounds\" : [^,]*", "\"headroom.search.rounds\" : 0"));

        Typed typed = Typed.headroom("analyze", folder.toString());

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains("headroom.search.rounds = 0 (the run's workload.json)");
    }

    private Typed analyzed(ScriptedRun run) throws Exception {
        ReportedRun.written(folder, run);
        return Typed.headroom("analyze", "--text", folder.toString());
    }
}
