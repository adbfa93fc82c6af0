package io.headroom.verdict;

import static io.headroom.runlog.ScriptedStep.clean;
import static io.headroom.runlog.ScriptedStep.refusing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.headroom.runlog.RunLogReader;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import io.headroom.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that came to their end and still prove nothing. */
class NoVerdictTest {

    private static final ScriptedStep WARM_UP = clean("01 warm-up: 4 callers", 80);

    @TempDir
    private Path folder;

    @Test
    void failedSmokeCallSaysWhatToDo() throws Exception {
        Findings findings = analysed(
                ScriptedRun.saturated().smokeFailed("answer.find.is(ok), but actually found client error: HTTP 401"));

        assertEquals(Verdict.NO_VERDICT, findings.verdict());
        assertEquals(
                "HTTP 401: wrong key, or none, or one that has expired. Put the right one into HEADROOM_API_KEY or"
                        + " headroom.endpoint.key-file.",
                findings.reason());
        assertFalse(findings.answered());
    }

    @Test
    void foreignSimulationIsNamed() throws Exception {
        Findings findings = analysed(ScriptedRun.saturated().by("com.example.CheckoutSimulation"));

        assertEquals(Verdict.NO_VERDICT, findings.verdict());
        assertEquals("this run is of no simulation of Headroom (com.example.CheckoutSimulation)", findings.reason());
        assertFalse(findings.answered());
    }

    @Test
    void stepsOfAnUnknownSimulationKeepTheirFigures() throws Exception {
        Findings known = analysed(ScriptedRun.saturated());
        Findings unknown = analysed(ScriptedRun.saturated().by("com.example.CheckoutSimulation"));

        assertEquals(Verdict.NO_VERDICT, unknown.verdict());
        assertThat(unknown.target()).isPresent().isEqualTo(known.target());
        assertThat(unknown.targetStep()).isPresent().isEqualTo(known.targetStep());
        assertThat(unknown.targetCheck()).isPresent();
        assertThat(unknown.atSaturation()).isPresent().isEqualTo(known.atSaturation());
        assertThat(unknown.leastLoaded()).isPresent().isEqualTo(known.leastLoaded());
        assertThat(unknown.rounds()).isEmpty();
        assertThat(unknown.capacityPerSecond()).isEmpty();
    }

    /** What is scripted, and a part of the reason. */
    static Stream<Arguments> uselessRuns() {
        ScriptedStep wrong = new ScriptedStep("03 round 1 up: 4 callers", 79, 5, "client error: HTTP 404", 50, 0);
        ScriptedStep wrongWarmUp = new ScriptedStep("01 warm-up: 4 callers", 79, 5, "client error: HTTP 302", 50, 0);
        return Stream.of(
                Arguments.of(
                        "wrong test in a round",
                        List.of(WARM_UP, clean("02 warm-up: 4 callers", 80), wrong),
                        "called requests wrong (4xx or a redirect) after it took the first one: HTTP 404: 5 of 84"),
                Arguments.of("wrong test in the warm-up", List.of(wrongWarmUp), "HTTP 302: 5 of 84"),
                Arguments.of(
                        "refused down to one caller",
                        List.of(
                                WARM_UP,
                                clean("02 warm-up: 4 callers", 80),
                                refusing("03 round 1 up: 4 callers", 80, 20),
                                refusing("04 round 1 down: 2 callers", 80, 20),
                                refusing("05 round 1 down: 1 caller", 80, 20)),
                        "the endpoint fails in step 05 round 1 down: 1 caller: refused 20 of 100"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uselessRuns")
    void runThatProvesNothingSaysWhy(String name, List<ScriptedStep> steps, String reason) throws Exception {
        Findings findings = analysed(ScriptedRun.saturated().with(steps));

        assertEquals(Verdict.NO_VERDICT, findings.verdict(), name);
        assertThat(findings.reason()).contains(reason);
        assertFalse(findings.answered());
    }

    @Test
    void stepWithoutARequestMeasuredNothing() throws Exception {
        Findings findings = analysed(ScriptedRun.saturated()
                .with(List.of(
                        WARM_UP,
                        clean("02 warm-up: 4 callers", 80),
                        clean("03 round 1 up: 4 callers", 80).emptied())));

        assertEquals(Verdict.NO_VERDICT, findings.verdict(), findings.reason());
        assertThat(findings.reason()).contains("headroom.search.step.maximum");
    }

    @Test
    void timeLimitLeavesTheSearchUnconverged() throws Exception {
        ScriptedRun whole = ScriptedRun.saturated();
        Map<String, Object> tight = Map.of("headroom.search.rounds", 2, "headroom.search.time-limit", "5 s");
        Path file = whole.with(whole.steps().subList(0, 5)).log().writeTo(folder);

        Findings findings = Analysis.of(
                RunLogReader.read(file), SettingsLoader.reload(tight).plan());

        assertEquals(Verdict.UNCONVERGED, findings.verdict(), findings.reason());
        assertThat(findings.reason()).contains("headroom.search.time-limit");
    }

    private Findings analysed(ScriptedRun run) throws Exception {
        return Analysis.of(RunLogReader.read(run.log().writeTo(folder)), ScriptedRun.plan());
    }
}
