package io.headroom.cli;

import static io.headroom.verdict.ScriptedStep.clean;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.plan.NextStep.Ending;
import io.headroom.report.ReportedRun;
import io.headroom.verdict.ScriptedRun;
import io.headroom.verdict.ScriptedStep;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Real folders, judged as a pipeline does. */
class GateCommandTest {

    @TempDir
    private Path results;

    private final Map<String, String> set = new TreeMap<>();

    @AfterEach
    void forgetSettings() {
        set.keySet().forEach(System::clearProperty);
    }

    @Test
    void runThatShowsEnoughPassesAndLeavesItsOutputs() throws Exception {
        gate("minimum-saturation", "100");
        Path run = written("run", longTarget());
        Typed typed = Typed.headroom("gate", run.toString());

        assertEquals(0, typed.status(), typed.out() + typed.err());
        assertTrue(
                typed.out()
                        .contains("PASS          minimum-saturation      at least 100.0 req/s; measured: 242.0 req/s"),
                typed.out());
        assertTrue(typed.out().contains("Gates: PASS (1 passed, 0 failed, 0 inconclusive)"), typed.out());
        for (String output : List.of("gates.json", "junit.xml", "summary.md", "metrics.txt")) {
            assertTrue(Files.size(run.resolve(output)) > 100, output);
        }
    }

    @Test
    void runThatShowsTooLittleFails() throws Exception {
        gate("minimum-saturation", "100000");
        gate("ready-below-target", "true");
        Path run = written("run", longTarget());
        Typed typed = Typed.headroom("gate", run.toString());

        assertEquals(1, typed.status(), typed.out() + typed.err());
        assertTrue(typed.out().contains("FAIL          minimum-saturation"), typed.out());
        assertTrue(typed.out().contains("PASS          ready-below-target"), "all gates are judged: " + typed.out());
        Document junit = junit(run);
        assertEquals(2, junit.getElementsByTagName("testcase").getLength());
        assertEquals(1, junit.getElementsByTagName("failure").getLength());
        assertEquals(
                "1",
                junit.getElementsByTagName("testsuite")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("failures")
                        .getNodeValue());
    }

    @Test
    void inconclusiveIsNoPassUnlessItIsOnlyWarnedOf() throws Exception {
        gate("target-refused-share", "0.0001");
        Path run = written("run", longTarget());
        assertEquals(3, Typed.headroom("gate", run.toString()).status());
        assertEquals(1, junit(run).getElementsByTagName("error").getLength(), "not a skip");
        assertEquals(0, junit(run).getElementsByTagName("skipped").getLength());

        gate("inconclusive", "warn");
        Typed warned = Typed.headroom("gate", run.toString());
        assertEquals(0, warned.status());
        assertTrue(warned.out().contains("WARNING: inconclusive, and let through"), warned.out());
        assertTrue(warned.out().contains("INCONCLUSIVE  target-refused-share"), warned.out());
    }

    /** A probe that fails at the target counts; one that fails while the service is overloaded does not. */
    @Test
    void readinessIsJudgedUpToTheTargetAlone() throws Exception {
        gate("ready-below-target", "true");
        assertEquals(
                0,
                Typed.headroom("gate", written("above", failingProbes("05 ")).toString())
                        .status());
        assertEquals(
                1,
                Typed.headroom("gate", written("at", failingProbes("15 ")).toString())
                        .status());
    }

    /** Probes that fail while the service is overloaded do not count, even where it then serves less than the target. */
    @Test
    void readinessUnderOverloadIsNotThatOfTheTarget() throws Exception {
        gate("ready-below-target", "true");
        Path run = written("run", longTarget());
        assertEquals(0, Typed.headroom("gate", run.toString()).status());
        assertEquals(
                0,
                Typed.headroom("gate", written("plateau", failingProbes("10 ")).toString())
                        .status());
    }

    /** Of the target's load a part came, or was answered in another way: what was measured there is not the target. */
    @ParameterizedTest
    @CsvSource({"60, 0, ''", "160, 9, i.g.h.c.i.RequestTimeoutException: Request timeout to 127.0.0.1 after 30000 ms"})
    void targetThatWasNotServedPassesNoGate(int answered, int failed, String message) throws Exception {
        gate("target-latency.p50", "60 ms");
        gate("target-refused-share", "0.9");
        gate("minimum-target-rate", "0.001");
        ScriptedStep target = new ScriptedStep("15 target: 169.40 req/s poisson", answered, failed, message, 50, 0);
        Typed typed = Typed.headroom("gate", written("run", targeting(target)).toString());

        assertEquals(3, typed.status(), typed.out());
        assertTrue(typed.out().contains("(0 passed, 0 failed, 3 inconclusive)"), typed.out());
    }

    @Test
    void roundsThatHadNoTimeToAgreeDoNotFail() throws Exception {
        gate("consistency", "0.0001");
        assertEquals(
                1,
                Typed.headroom("gate", written("run", longTarget()).toString()).status());
        Path cut = written("cut", longTarget().ended(Ending.TIME_LIMIT));
        assertEquals(3, Typed.headroom("gate", cut.toString()).status());
    }

    @Test
    void runOfAForeignSimulationNeverPasses() throws Exception {
        gate("minimum-saturation", "0.001");
        Path folder = Files.createDirectories(results.resolve("foreign"));
        ScriptedRun.notSaturated().by("com.example.Other").log().writeTo(folder);
        assertEquals(3, Typed.headroom("gate", folder.toString()).status());
    }

    /** Whatever is lost of a run: never a pass, and never the fault of the service. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 30, 60, 90})
    void logWhoseEndIsLostNeverPasses(int percent) throws Exception {
        gate("minimum-saturation", "1");
        gate("consistency", "1");
        Path run = written("run", longTarget());
        assertEquals(0, Typed.headroom("gate", run.toString()).status(), "whole");

        Path log = run.resolve("simulation.log");
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(log) * (100 - percent) / 100);
        }
        assertEquals(3, Typed.headroom("gate", run.toString()).status());
    }

    @Test
    void runThatLacksAStepNeverPasses() throws Exception {
        gate("minimum-saturation", "1");
        List<ScriptedStep> all = longTarget().steps();
        for (int lost = 0; lost < all.size(); lost++) {
            List<ScriptedStep> left = new ArrayList<>(all);
            left.remove(lost);
            Path run = written("without" + lost, longTarget().holding(left));
            assertEquals(3, Typed.headroom("gate", run.toString()).status(), "without step " + (lost + 1));
        }
    }

    @Test
    void runsThatProveNothingNeverPass() throws Exception {
        gate("minimum-saturation", "1");
        gate("minimum-target-rate", "1");
        for (Ending ending : List.of(Ending.INTERRUPTED, Ending.TIME_LIMIT)) {
            Path run = written(ending.name(), longTarget().ended(ending));
            assertEquals(3, Typed.headroom("gate", run.toString()).status(), ending.name());
        }
        Path failed = written(
                "smoke", longTarget().smokeFailed("answer.find.is(ok), but actually found wrong key: HTTP 401"));
        assertEquals(3, Typed.headroom("gate", failed.toString()).status());
        Path withoutWorkload = written("unknown", longTarget());
        Files.delete(withoutWorkload.resolve("workload.json"));
        assertEquals(3, Typed.headroom("gate", withoutWorkload.toString()).status());
    }

    /** 800 req/s were served: at least 800 x (1 - 1.96 / √800), less the 200 callers who may have been answered once more. */
    @Test
    void lowerBoundPassesWhereItIsEnough() throws Exception {
        Path run = written("run", ScriptedRun.notSaturated());
        gate("minimum-saturation", "544");
        assertEquals(0, Typed.headroom("gate", run.toString()).status());
        gate("minimum-saturation", "545");
        assertEquals(3, Typed.headroom("gate", run.toString()).status(), "it may serve more than was offered");
    }

    @Test
    void misspeltGateIsAMistakeAndNoPass() throws Exception {
        gate("minimum-saturation", "1");
        gate("minimum-saturatoin", "1");
        Typed typed = Typed.headroom("gate", written("run", longTarget()).toString());
        assertEquals(2, typed.status());
        assertTrue(typed.err().contains("did you mean headroom.gates.minimum-saturation?"), typed.err());
    }

    @Test
    void noGateAtAllIsAMistakeAndNoPass() throws Exception {
        Typed typed = Typed.headroom("gate", written("run", longTarget()).toString());
        assertEquals(2, typed.status());
        assertTrue(typed.err().contains("no gate is set"), typed.err());
    }

    @Test
    void lastRunIsFoundByItsNameAndAMissingOneIsNotReplaced() throws Exception {
        gate("minimum-saturation", "1");
        set("headroom.results-folder", results.toString());
        assertEquals(4, Typed.headroom("gate", "--last").status());
        written("older", longTarget());
        Path run = written("run", longTarget());
        Files.writeString(results.resolve("last-run.txt"), "run\n");
        Typed typed = Typed.headroom("gate", "--last");
        assertEquals(0, typed.status(), typed.err());
        assertTrue(Files.exists(run.resolve("gates.json")));
        Files.writeString(results.resolve("last-run.txt"), "gone\n");
        assertEquals(4, Typed.headroom("gate", "--last").status());
        assertEquals(2, Typed.headroom("gate").status(), "neither");
        assertEquals(2, Typed.headroom("gate", "--last", run.toString()).status(), "both");
    }

    @Test
    void jsonHoldsEveryGate() throws Exception {
        gate("minimum-saturation", "1");
        gate("target-latency.p99", "1 ms");
        Typed typed =
                Typed.headroom("gate", "--json", written("run", longTarget()).toString());
        JsonNode document = new ObjectMapper().readTree(typed.out());
        assertEquals("fail", document.path("outcome").asText());
        assertFalse(document.path("letThrough").asBoolean(true));
        assertEquals("target-latency.p99", document.at("/gates/1/name").asText());
        assertEquals("fail", document.at("/gates/1/outcome").asText());
    }

    @Test
    void regressionNeedsABaselineOfTheSameWorkload() throws Exception {
        set("headroom.results-folder", results.toString());
        gate("regression.baseline", "main");
        gate("regression.largest-loss", "0.99");
        Path run = written("run", longTarget());
        assertEquals(3, Typed.headroom("gate", run.toString()).status(), "no baseline");

        Typed saved = Typed.headroom("baseline", "save", run.toString());
        assertEquals(0, saved.status(), saved.err());
        assertEquals("main\n", Typed.headroom("baseline", "list").out());
        assertEquals(0, Typed.headroom("gate", run.toString()).status());

        Path baseline = results.resolve("baselines").resolve("main.json");
        String whole = Files.readString(baseline);
        Files.writeString(baseline, whole.replaceAll("\"payload\" : \"....", "\"payload\" : \"0000"));
        Typed other = Typed.headroom("gate", run.toString());
        assertEquals(3, other.status());
        assertTrue(other.out().contains("the workloads differ, in the payload"), other.out());

        Files.writeString(baseline, whole.substring(0, whole.length() / 2));
        assertEquals(4, Typed.headroom("gate", run.toString()).status(), "unreadable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"capacity\" : \\{[^}]*\\} | \"capacity\" : null",
                "\"capacity\" : \\{[^}]*\\} | \"capacity\" : {}",
                "\"low\" : [0-9.]+ | \"low\" : 1000",
                "\"payload\" : \"[0-9a-f]+\" | \"payload\" : null",
                "\"workload\" | \"workloads\"",
                "\"headroom\" : \"[^\"]*\" | \"headroom\" : null",
                "headroom-baseline/1 | headroom-baseline/9"
            })
    void damagedBaselineIsUnreadableAndNoPass(String whole, String damaged) throws Exception {
        set("headroom.results-folder", results.toString());
        gate("regression.baseline", "main");
        gate("regression.largest-loss", "0.99");
        Path run = written("run", longTarget());
        assertEquals(0, Typed.headroom("baseline", "save", run.toString()).status());
        Path baseline = results.resolve("baselines").resolve("main.json");
        String text = Files.readString(baseline);
        Files.writeString(baseline, text.replaceFirst(whole, damaged));
        assertNotEquals(text, Files.readString(baseline));

        Typed typed = Typed.headroom("gate", run.toString());
        assertEquals(4, typed.status(), typed.out() + typed.err());
        assertTrue(typed.err().contains("main.json"), typed.err());
        assertEquals(4, Typed.headroom("compare", "main", run.toString()).status());
    }

    @Test
    void workloadThatLacksPartsIsUnreadable() throws Exception {
        gate("minimum-saturation", "1");
        Path run = written("run", longTarget());
        Files.writeString(run.resolve("workload.json"), "{}");
        Typed typed = Typed.headroom("gate", run.toString());
        assertEquals(4, typed.status(), typed.out());
        assertTrue(typed.err().contains("workload.json"), typed.err());
    }

    /** A release that has outgrown the range of the search has lost nothing. */
    @Test
    void runThatWasNotSaturatedIsComparedByItsLowerBound() throws Exception {
        set("headroom.results-folder", results.toString());
        gate("regression.baseline", "main");
        gate("regression.largest-loss", "0.9");
        assertEquals(
                0,
                Typed.headroom("baseline", "save", written("run", longTarget()).toString())
                        .status());
        Path grown = written("grown", ScriptedRun.notSaturated());
        Typed typed = Typed.headroom("gate", grown.toString());
        assertEquals(0, typed.status(), typed.out());
        assertTrue(typed.out().contains("capacity at least "), typed.out());
    }

    @Test
    void gatesAreCheckedBeforeMinutesAreSpentOnMeasuring() throws Exception {
        set("headroom.results-folder", results.toString());
        assertEquals(2, Typed.headroom("gate", "--check").status(), "no gate");
        gate("minimum-saturation", "1");
        assertEquals(0, Typed.headroom("gate", "--check").status());
        gate("regression.baseline", "main");
        Typed missing = Typed.headroom("gate", "--check");
        assertEquals(2, missing.status());
        assertTrue(missing.err().contains("baseline save RUN --name main"), missing.err());
    }

    /** The gates are seen all the same. */
    @Test
    void folderThatCannotBeWrittenToIsSaid() throws Exception {
        gate("minimum-saturation", "1");
        Path run = written("run", longTarget());
        Files.createDirectories(run.resolve("junit.xml").resolve("in-the-way"));
        Typed typed = Typed.headroom("gate", run.toString());
        assertEquals(4, typed.status());
        assertTrue(typed.out().contains("Gates: PASS"), typed.out());
        assertTrue(typed.err().contains("cannot be written into " + run), typed.err());
    }

    @Test
    void baselineWinsOverAFolderOfTheSameName() throws Exception {
        set("headroom.results-folder", results.toString());
        Path run = written("run", longTarget());
        assertEquals(
                0,
                Typed.headroom("baseline", "save", run.toString(), "--name", "src")
                        .status());
        assertTrue(Files.isDirectory(Path.of("src")), "of the project");
        assertEquals(0, Typed.headroom("compare", "src", run.toString()).status());
        assertEquals(
                2,
                Typed.headroom("baseline", "save", run.toString(), "--name", "../x")
                        .status());
    }

    @Test
    void comparedRunsAreToldApartOrNot() throws Exception {
        set("headroom.results-folder", results.toString());
        Path run = written("run", longTarget());
        Typed same = Typed.headroom("compare", run.toString(), run.toString());
        assertEquals(0, same.status(), same.err());
        assertTrue(same.out().startsWith("Capacity: +0.0 % (95 % confidence: "), same.out());
        assertTrue(same.out().contains("within the noise"), same.out());
        assertEquals(2, Typed.headroom("compare", run.toString(), "nobody").status());
        Path none = written("none", ScriptedRun.notSaturated());
        assertEquals(
                3, Typed.headroom("compare", run.toString(), none.toString()).status());
    }

    /** The scripted run with so many requests at its target that these tell something. */
    private static ScriptedRun longTarget() {
        return targeting(clean("15 target: 169.40 req/s poisson", 900));
    }

    private static ScriptedRun targeting(ScriptedStep target) {
        List<ScriptedStep> steps = new ArrayList<>(ScriptedRun.saturated().steps());
        steps.set(steps.size() - 1, target);
        return ScriptedRun.saturated().with(steps);
    }

    private static ScriptedRun failingProbes(String step) {
        return longTarget()
                .with(longTarget().steps().stream()
                        .map(each -> each.label().startsWith(step)
                                ? new ScriptedStep(
                                        each.label(),
                                        each.answered(),
                                        each.failed(),
                                        each.message(),
                                        each.latencyMillis(),
                                        2)
                                : each)
                        .toList());
    }

    private Path written(String name, ScriptedRun run) throws Exception {
        Path folder = Files.createDirectories(results.resolve(name));
        ReportedRun.written(folder, run);
        return folder;
    }

    private static Document junit(Path run) throws Exception {
        try (var in = Files.newInputStream(run.resolve("junit.xml"))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        } catch (IOException e) {
            throw new AssertionError("no JUnit XML", e);
        }
    }

    private void gate(String name, String value) {
        set("headroom.gates." + name, value);
    }

    private void set(String key, String value) {
        System.setProperty(key, value);
        set.put(key, value);
    }
}
