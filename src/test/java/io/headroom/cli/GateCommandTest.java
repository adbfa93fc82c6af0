package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.foreign.ScriptedLoad;
import io.headroom.plan.NextStep.Ending;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Real folders, judged as a pipeline does. */
class GateCommandTest extends GatedRuns {

    @Test
    void runThatShowsEnoughPassesAndLeavesItsOutputs() throws Exception {
        gate("minimum-saturation", "100");
        Path run = written("run", longTarget());
        Typed typed = Typed.headroom("gate", run.toString());

        assertEquals(0, typed.status(), typed.out() + typed.err());
        assertThat(typed.out())
                .contains("PASS          minimum-saturation      at least 100.0 req/s; measured: 242.0 req/s");
        assertThat(typed.out()).contains("Gates: PASS (1 passed, 0 failed, 0 inconclusive)");
        String page = Files.readString(run.resolve("headroom.html"));
        assertThat(page).as("its gates are on its page").contains("<h2 id=\"gates-heading\">Gates</h2>");
        assertTrue(page.indexOf("at least 100.0 req/s") > page.indexOf("id=\"verdict\""), "after the verdict");
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
        assertThat(typed.out()).contains("FAIL          minimum-saturation");
        assertThat(typed.out()).as("all gates are judged: " + typed.out()).contains("PASS          ready-below-target");
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
        assertThat(warned.out()).contains("WARNING: inconclusive, and let through");
        assertThat(warned.out()).contains("INCONCLUSIVE  target-refused-share");
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

    /** The label of a step names the callers of one injector: 8 of 13 here, as are 16 of 26 by both. */
    @Test
    void readinessOfSeveralInjectorsIsJudgedByTheCallersOfAll() throws Exception {
        gate("ready-below-target", "true");
        written("both/one", failingProbes("04 "));
        Path both = written("both/other", failingProbes("04 ")).getParent();

        assertEquals(1, Typed.headroom("gate", both.toString()).status());
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
        assertThat(typed.out()).contains("(0 passed, 0 failed, 3 inconclusive)");
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

    /** The settings of Headroom's searches have no effect on a simulation of somebody else. */
    @Test
    void adviceForAForeignSimulationNamesNoSetting() throws Exception {
        gate("minimum-saturation", "0.001");
        gate("target-latency.p95", "1 s");
        gate("consistency", "0.5");
        for (int[] levels : new int[][] {{2, 4, 6}, {4, 8, 12}}) {
            Path folder = Files.createDirectories(results.resolve("levels-" + levels[2]));
            ScriptedLoad.closed(levels).log().writeTo(folder);

            Typed typed = Typed.headroom("gate", folder.toString());

            assertEquals(3, typed.status());
            assertThat(typed.out())
                    .contains("a run of one of Headroom's simulations: gates do not judge those of others");
            assertThat(typed.out()).doesNotContain("headroom.search").doesNotContain("headroom.arrivals");
        }
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
        assertThat(typed.err()).contains("did you mean headroom.gates.minimum-saturation?");
    }

    @Test
    void noGateAtAllIsAMistakeAndNoPass() throws Exception {
        Typed typed = Typed.headroom("gate", written("run", longTarget()).toString());
        assertEquals(2, typed.status());
        assertThat(typed.err()).contains("no gate is set");
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
        assertEquals(
                Typed.headroom("analyze", "--text", run.toString()), Typed.headroom("analyze", "--text", "--last"));
        Files.writeString(results.resolve("last-run.txt"), "gone\n");
        assertEquals(4, Typed.headroom("gate", "--last").status());
        assertEquals(4, Typed.headroom("analyze", "--last").status());
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(?s).* | {}",
                "\"headers\" : \\[[^]]*\\] | \"headers\" : null",
                "\"headers\" : \\[[^]]*\\] | \"headers\" : [null]",
                "\"path\" | \"paths\"",
                "\"sha256\" | \"sha\"",
                "\"name\" : \"Single | \"names\" : \"Single",
                "\"version\" | \"versionOf\"",
                "\"java\" | \"javas\""
            })
    void workloadThatLacksPartsIsUnreadable(String whole, String damaged) throws Exception {
        gate("minimum-saturation", "1");
        Path run = written("run", longTarget());
        Path workload = run.resolve("workload.json");
        String text = Files.readString(workload);
        Files.writeString(workload, text.replaceFirst(whole, damaged));
        assertNotEquals(text, Files.readString(workload));
        Typed typed = Typed.headroom("gate", run.toString());
        assertEquals(4, typed.status(), typed.out());
        assertThat(typed.err()).contains("workload.json");
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
        assertThat(typed.out()).contains("capacity at least ");
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
        assertThat(missing.err()).contains("baseline save RUN --name main");
    }

    /** The gates are seen all the same. */
    @ParameterizedTest
    @CsvSource({"100, 0", "100000, 1"})
    void pageThatCannotBeWrittenLeavesTheJudgementAlone(String wanted, int status) throws Exception {
        gate("minimum-saturation", wanted);
        Path run = written("run", longTarget());
        Files.createDirectories(run.resolve("headroom.html").resolve("in-the-way"));
        Typed typed = Typed.headroom("gate", run.toString());
        assertEquals(status, typed.status(), typed.out() + typed.err());
        assertThat(typed.err()).contains("WARNING: " + run.resolve("headroom.html") + " was not written");
        assertTrue(Files.exists(run.resolve("junit.xml")));
    }

    @Test
    void folderThatCannotBeWrittenToIsSaid() throws Exception {
        gate("minimum-saturation", "1");
        Path run = written("run", longTarget());
        Files.createDirectories(run.resolve("junit.xml").resolve("in-the-way"));
        Typed typed = Typed.headroom("gate", run.toString());
        assertEquals(4, typed.status());
        assertThat(typed.out()).contains("Gates: PASS");
        assertThat(typed.err()).contains("not all files of the gates were written: " + run.resolve("junit.xml"));
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

    private static Document junit(Path run) throws Exception {
        try (var in = Files.newInputStream(run.resolve("junit.xml"))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        } catch (IOException e) {
            throw new AssertionError("no JUnit XML", e);
        }
    }
}
