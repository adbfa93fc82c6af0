package io.headroom.cli;

import static io.headroom.runlog.ScriptedStep.clean;
import static io.headroom.runlog.ScriptedStep.refusing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.export.Database;
import io.headroom.load.LogMarks;
import io.headroom.report.ReportedRun;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import io.headroom.simlog.BinaryLogWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log that holds no whole run is nowhere taken for one, and ends no verb in an unexpected error. */
class PartOfRunTest {

    @TempDir
    private Path folder;

    @Test
    void logWithoutItsEndIsIncompleteInEveryFormat() throws Exception {
        assertIncomplete(ScriptedRun.saturated().withoutEnd(), "the log ends cleanly, but before the run did");
    }

    @Test
    void logThatLacksAStepIsIncompleteInEveryFormat() throws Exception {
        ScriptedRun whole = ScriptedRun.saturated();
        assertIncomplete(
                whole.holding(whole.steps().subList(0, 14)), "steps are missing from the log: it holds 14 of 15");
    }

    /** Every virtual user leaves before a log ends, also where nothing was measured. */
    @Test
    void logThatLacksTheEndOfAUserIsIncompleteInEveryFormat() throws Exception {
        ScriptedRun run = ScriptedRun.saturated();
        ReportedRun.written(folder.resolve("run"), run);
        run.log().user(1, true, 100).writeTo(folder.resolve("run"));

        assertIncomplete("the log ends before 1 virtual user left");
    }

    @Test
    void logThatLacksTheStartOfUsersIsIncompleteInEveryFormat() throws Exception {
        ScriptedRun run = ScriptedRun.saturated();
        ReportedRun.written(folder.resolve("run"), run);
        run.log().user(1, false, 100).user(0, false, 100).writeTo(folder.resolve("run"));

        assertIncomplete("the start of 2 virtual users is missing from the log");
    }

    @Test
    void failedSmokeCallDoesNotMakeAPartOfALogComplete() throws Exception {
        ScriptedRun run = ScriptedRun.saturated().smokeFailed("j.n.ConnectException: Connection refused");
        ReportedRun.written(folder.resolve("run"), run);
        run.log().user(1, true, 100).writeTo(folder.resolve("run"));

        Typed json = Typed.headroom("analyze", "--json", folder.resolve("run").toString());

        JsonNode document = new ObjectMapper().readTree(json.out());
        assertEquals("no-verdict", document.path("verdict").asText());
        assertFalse(document.at("/data/complete").asBoolean(true));
    }

    @ParameterizedTest
    @CsvSource({
        "SingleClientSimulation, 4, 04 round 1 up: 8.00 req/s poisson",
        "SingleClientSimulation, 15, 15 target: 13 callers",
        "SingleClientSimulation, 14, 14 fine-tuning: 1000 messages by 1 caller",
        "ArrivalsSimulation, 3, 03 round 1 up: 4 callers",
        "SmokeSimulation, 1, 01 warm-up: 4 callers"
    })
    void stepThatTheSimulationCannotHaveIsDamage(String simulation, int number, String label) throws Exception {
        List<ScriptedStep> steps = new ArrayList<>(ScriptedRun.saturated().steps());
        steps.set(number - 1, clean(label, 100));

        assertIncomplete(ScriptedRun.of(simulation, steps), "the log is damaged: ");
    }

    /** Where a letter of a label is another one, the step is none, and steps that come later lack what they rest on. */
    @ParameterizedTest
    @CsvSource({"up, uq", "plateau, plateaw", "warm-up, warm-uq", "poisson, poissom", "round 1, round 7"})
    void letterOfALabelThatChangedIsNoFaultOfHeadroom(String from, String to) throws Exception {
        List<ScriptedStep> steps = new ArrayList<>();
        for (ScriptedStep step : arrivals()) {
            steps.add(new ScriptedStep(
                    step.label().replace(from, to),
                    step.answered(),
                    step.failed(),
                    step.message(),
                    step.latencyMillis(),
                    0));
        }
        ReportedRun.written(folder.resolve("run"), ScriptedRun.of("ArrivalsSimulation", steps));

        for (List<String> verb : List.of(
                List.of("analyze", "--json"), List.of("baseline", "save"), List.of("size", "--run"), List.of("gate"))) {
            List<String> typed = new ArrayList<>(verb);
            typed.add(folder.resolve("run").toString());
            assertThat(Typed.headroom(typed.toArray(new String[0])).status())
                    .as(typed.toString())
                    .isIn(2, 3);
        }
    }

    @Test
    void timeThatGoesBackIsDamage() throws Exception {
        BinaryLogWriter log = BinaryLogWriter.of("io.headroom.simulation.ArrivalsSimulation", "conductor");
        log.request(List.of(), LogMarks.SMOKE, 10, 60, true, "");
        int millis = 200;
        for (ScriptedStep step : arrivals()) {
            boolean back = step.label().startsWith("09");
            millis = millis - (back ? 100_000 : 0);
            String label = step.label();
            log.group(List.of(label, LogMarks.SETTLING), millis, millis + 300, true);
            for (int i = 0; i < step.answered(); i++) {
                log.request(List.of(label), LogMarks.SCORE, millis + 300 + i, millis + 350 + i, true, "");
            }
            log.group(List.of(label, LogMarks.MEASURED), millis + 300, millis + 1300, true);
            millis += 1500;
        }
        log.group(List.of("end: complete after 12 steps"), millis, millis, true);
        ReportedRun.written(folder.resolve("run"), ScriptedRun.of("ArrivalsSimulation", arrivals()));
        log.writeTo(folder.resolve("run"));

        assertIncomplete("the log is damaged: time goes back in step 09 round 2 plateau: 300.00 req/s poisson");
    }

    /** A sizing has its limits, and a log of days of latency has no figures for it. */
    @Test
    void latencyOfDaysIsNoFaultOfHeadroom() throws Exception {
        List<ScriptedStep> steps = new ArrayList<>();
        for (ScriptedStep step : ScriptedRun.saturated().steps()) {
            steps.add(new ScriptedStep(step.label(), step.answered(), step.failed(), step.message(), 100_000_000, 0));
        }
        ReportedRun.written(folder.resolve("run"), ScriptedRun.of("SingleClientSimulation", steps));

        assertThat(Typed.headroom("analyze", "--text", folder.resolve("run").toString())
                        .status())
                .isEqualTo(3);
    }

    private static List<ScriptedStep> arrivals() {
        return List.of(
                clean("01 warm-up: 4 callers", 80),
                clean("02 warm-up: 4 callers", 80),
                clean("03 warm-up: 4 callers", 80),
                clean("04 round 1 up: 80.00 req/s poisson", 80),
                clean("05 round 1 up: 160.00 req/s poisson", 160),
                refusing("06 round 1 up: 320.00 req/s poisson", 240, 80),
                refusing("07 round 1 plateau: 300.00 req/s poisson", 240, 60),
                refusing("08 round 1 plateau: 300.00 req/s poisson", 241, 60),
                refusing("09 round 2 plateau: 300.00 req/s poisson", 240, 60),
                refusing("10 round 2 plateau: 300.00 req/s poisson", 242, 60),
                refusing("11 round 3 plateau: 300.00 req/s poisson", 240, 60),
                refusing("12 round 3 plateau: 300.00 req/s poisson", 239, 60));
    }

    private void assertIncomplete(ScriptedRun run, String reason) throws Exception {
        ReportedRun.written(folder.resolve("run"), run);
        assertIncomplete(reason);
    }

    private void assertIncomplete(String reason) throws Exception {
        String run = folder.resolve("run").toString();
        Path records = folder.resolve("records.duckdb");

        Typed json = Typed.headroom("analyze", "--json", run);
        Typed table = Typed.headroom("analyze", "--tsv", run);
        Typed exported = Typed.headroom("export", run, "--to", records.toString());

        JsonNode document = new ObjectMapper().readTree(json.out());
        assertEquals(3, json.status());
        assertEquals("incomplete", document.path("verdict").asText());
        assertFalse(document.at("/data/complete").asBoolean(true));
        assertThat(document.at("/data/state").asText()).startsWith(reason);
        assertThat(json.out() + table.err()).doesNotContain("NaN");
        assertThat(table.out().lines().skip(1)).allMatch(line -> line.endsWith("\tfalse"));
        assertEquals(List.of("false"), Database.query(records, "SELECT complete FROM logs"));
        assertThat(exported.err()).contains(reason);
    }
}
