package io.headroom.verdict;

import static io.headroom.runlog.ScriptedStep.clean;
import static io.headroom.runlog.ScriptedStep.refusing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.InjectorSample;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.RunLog;
import io.headroom.runlog.RunLogReader;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.StepVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisTest {

    @TempDir
    private Path folder;

    @Test
    void saturationPointAndTargetAreThoseWorkedOutByHand() throws Exception {
        Findings findings = analysed(ScriptedRun.saturated());

        assertEquals(Verdict.SATURATED, findings.verdict(), findings.reason());
        assertEquals(13, saturation(findings).callers());
        assertEquals(Math.sqrt(241 * 243), saturation(findings).goodputPerSecond(), 1e-9);
        assertEquals(2 / Math.sqrt(241 * 243), saturation(findings).spread(), 1e-9);
        assertTrue(saturation(findings).consistent());
        assertEquals(169.4, findings.target().orElseThrow().offeredPerSecond(), 1e-9);
        assertEquals(169.0, findings.targetStep().orElseThrow().goodputPerSecond(), 1e-9);
        assertEquals("none refused at 13 callers; at 14 callers refused 20 of 260 (7.7 %)", findings.reason());
        assertTrue(findings.answered());
    }

    @Test
    void stepIsMeasuredInItsWindowAlone() throws Exception {
        StepStatistics hold = callers(analysed(ScriptedRun.saturated())).hold().orElseThrow();

        assertEquals(ScriptedStep.WINDOW_MILLIS, hold.windowMillis());
        assertEquals(242, hold.counts().of(Outcome.OK), "what was sent in the window");
        assertEquals(242.0, hold.goodputPerSecond(), "what ended in the window");
        assertEquals(50, hold.latency().p50());
        assertEquals(1, hold.probes());
    }

    @Test
    void everyStepIsJudged() throws Exception {
        List<StepVerdict> verdicts = analysed(ScriptedRun.saturated()).steps().stream()
                .map(Findings.JudgedStep::verdict)
                .toList();

        assertEquals(15, verdicts.size());
        assertEquals(StepVerdict.SATURATED, verdicts.get(4));
        assertEquals(5, verdicts.stream().filter(StepVerdict.SATURATED::equals).count());
        assertEquals(10, verdicts.stream().filter(StepVerdict.CLEAN::equals).count());
    }

    @Test
    void topOfTheRangeWithoutRefusalsIsNotSaturated() throws Exception {
        Findings findings = analysed(ScriptedRun.notSaturated());

        assertEquals(Verdict.NOT_SATURATED, findings.verdict(), findings.reason());
        assertEquals(800.0, findings.highestServed().orElseThrow().goodputPerSecond());
        assertThat(findings.capacityPerSecond()).isEmpty();
        assertThat(findings.target()).isEmpty();
    }

    @Test
    void interruptedRunDropsTheStepThatWasCut() throws Exception {
        ScriptedRun whole = ScriptedRun.saturated();
        Findings findings = analysed(whole.with(whole.steps().subList(0, 11)).ended(Ending.INTERRUPTED));

        assertEquals(Verdict.INTERRUPTED, findings.verdict());
        assertEquals(10, findings.steps().size());
        assertEquals(1, callers(findings).rounds().size(), "the first round was over");
        assertFalse(findings.answered());
    }

    @Test
    void logWithoutTheEndMarkIsIncomplete() throws Exception {
        Findings findings = analysed(ScriptedRun.saturated().withoutEnd());

        assertEquals(Verdict.INCOMPLETE, findings.verdict());
        assertEquals("the log ends cleanly, but before the run did", findings.reason());
        assertFalse(findings.answered());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 13, 14})
    void logThatHasLostItsLastStepsIsIncomplete(int left) throws Exception {
        ScriptedRun whole = ScriptedRun.saturated();
        Findings findings = analysed(whole.holding(whole.steps().subList(0, left)));

        assertEquals(Verdict.INCOMPLETE, findings.verdict());
        assertEquals("steps are missing from the log: it holds " + left + " of 15", findings.reason());
        assertFalse(findings.log().state().isComplete(), "asked of the log itself");
    }

    /** The run has counted a request or two otherwise than its log. */
    @Test
    void runThatEndedWhereItsLogWouldGoOnHasLostNothing() throws Exception {
        ScriptedRun whole = ScriptedRun.saturated();
        Findings findings = analysed(whole.with(whole.steps().subList(0, 13)));

        assertEquals(Verdict.UNCONVERGED, findings.verdict());
        assertEquals(
                "the run ended (complete) on figures so near a limit that those of its log would have gone on; run it again",
                findings.reason());
    }

    /** By the log, a step that a late injector limited would be tried again. */
    @Test
    void injectorThatEndedARunIsNamedEvenIfTheLogWouldGoOn() throws Exception {
        ScriptedRun whole = ScriptedRun.saturated();
        ScriptedRun run = whole.with(whole.steps().subList(0, 4));
        Map<String, InjectorSample> noticed = Map.of("04 round 1 up: 8 callers", late());

        Findings findings = analysed(run.ended(Ending.INJECTOR_BOUND), noticed);
        Findings other = analysed(run.ended(Ending.COMPLETE), noticed);

        assertEquals(Verdict.INJECTOR_BOUND, findings.verdict(), findings.reason());
        assertEquals(160, findings.highestServed().orElseThrow().goodputPerSecond());
        assertEquals(Verdict.UNCONVERGED, other.verdict(), other.reason());
    }

    /** At 128 callers the injector was late and 512 req/s were served; then 200 callers got 300. */
    @Test
    void boundIsNeverBelowWhatWasServedWhenTheInjectorWasLate() throws Exception {
        List<ScriptedStep> steps = new ArrayList<>(ScriptedRun.notSaturated().steps());
        ScriptedStep late = steps.get(7);
        steps.set(8, clean(steps.get(8).label(), 300));
        steps.set(9, clean(steps.get(9).label(), 300));

        Findings findings = analysed(
                ScriptedRun.notSaturated().with(steps).ended(Ending.NOT_SATURATED), Map.of(late.label(), late()));

        assertEquals(Verdict.INJECTOR_BOUND, findings.verdict(), findings.reason());
        assertEquals(512, findings.highestServed().orElseThrow().goodputPerSecond());
    }

    @Test
    void truncatedLogIsIncompleteAndSaysWhere() throws Exception {
        byte[] whole = ScriptedRun.saturated().log().bytes();
        Findings findings = analysed(Arrays.copyOf(whole, whole.length - 3));

        assertEquals(Verdict.INCOMPLETE, findings.verdict());
        assertThat(findings.reason()).startsWith("the log is cut off inside record");
    }

    @Test
    void emptyLogIsIncomplete() throws Exception {
        Findings findings = analysed(new byte[0]);

        assertEquals(Verdict.INCOMPLETE, findings.verdict());
        assertThat(findings.reason()).startsWith("the log is empty");
    }

    @Test
    void readinessFailuresBelongToTheStepInWhoseWindowTheyFell() throws Exception {
        List<ScriptedStep> steps = new ArrayList<>(ScriptedRun.saturated().steps());
        steps.set(4, new ScriptedStep("05 round 1 up: 16 callers", 240, 60, ScriptedStep.REFUSED, 50, 3));

        List<Findings.JudgedStep> judged =
                analysed(ScriptedRun.saturated().with(steps)).steps();

        assertEquals(3, judged.get(4).statistics().probeFailures());
        assertEquals(4, judged.get(4).statistics().probes());
        assertEquals(
                3,
                judged.stream()
                        .mapToLong(step -> step.statistics().probeFailures())
                        .sum());
    }

    @Test
    void fineTuningIsAnsweredWithoutASaturationPoint() throws Exception {
        Findings findings = analysed(ScriptedRun.fineTuning());

        assertEquals(Verdict.NO_VERDICT, findings.verdict());
        assertEquals("all messages were sent; this simulation searches no saturation point", findings.reason());
        assertTrue(findings.answered());
    }

    @Test
    void runThatCameToItsTimeLimitSaysSoItself() throws Exception {
        ScriptedRun whole = ScriptedRun.saturated();
        Findings findings = analysed(whole.with(whole.steps().subList(0, 10)).ended(Ending.TIME_LIMIT));

        assertEquals(Verdict.UNCONVERGED, findings.verdict());
        assertThat(findings.reason()).startsWith("headroom.search.time-limit was reached");
    }

    @Test
    void saturationPointThatCannotBeHeldIsNone() throws Exception {
        Findings findings =
                analysed(heldTwice(refusing("14 hold: 13 callers", 242, 30), refusing("18 hold: 13 callers", 242, 20)));

        assertEquals(Verdict.UNCONVERGED, findings.verdict());
        assertEquals(
                "the saturation point could not be held: refused 20 of 262 (7.6 %); it served 242.0 req/s, the rounds 242.0",
                findings.reason());
        assertThat(findings.target()).isEmpty();
    }

    @Test
    void holdThatWasDisturbedIsRunAgainAfterAnotherRound() throws Exception {
        Findings findings = analysed(heldTwice(
                refusing("14 hold: 13 callers", 242, 30),
                clean("18 hold: 13 callers", 242),
                clean("19 target: 169.40 req/s poisson", 169)));

        assertEquals(Verdict.SATURATED, findings.verdict(), findings.reason());
        assertEquals(169.4, findings.target().orElseThrow().offeredPerSecond());
    }

    /** A hold is refused, and the injector limits those after it. */
    @Test
    void holdThatWasRefusedIsNotForgottenWhereTheInjectorLimitsTheNext() throws Exception {
        ScriptedRun run = heldTwice(
                refusing("14 hold: 13 callers", 242, 30),
                clean("18 hold: 13 callers", 242),
                clean("19 hold: 13 callers", 242));

        Findings findings = analysed(run, Map.of("18 hold: 13 callers", late(), "19 hold: 13 callers", late()));

        assertEquals(Verdict.UNCONVERGED, findings.verdict(), findings.reason());
        assertThat(findings.reason()).startsWith("the saturation point could not be held: refused 30 of 272");
        assertThat(findings.target()).isEmpty();
    }

    /** Returns the saturated run with this hold, and with a third round and these steps after it. */
    private static ScriptedRun heldTwice(ScriptedStep hold, ScriptedStep... after) {
        List<ScriptedStep> steps =
                new ArrayList<>(ScriptedRun.saturated().steps().subList(0, 13));
        steps.add(hold);
        steps.add(clean("15 round 3 boundary: 13 callers", 242));
        steps.add(refusing("16 round 3 up: 14 callers", 243, 20));
        steps.add(refusing("17 round 3 plateau: 26 callers", 241, 200));
        steps.addAll(List.of(after));
        return ScriptedRun.saturated().with(steps);
    }

    /** The pods go while the target is offered: 61 of 169 requests are not answered there, and again after a third round. */
    @Test
    void targetThatFailsIsNone() throws Exception {
        List<ScriptedStep> steps =
                new ArrayList<>(ScriptedRun.saturated().steps().subList(0, 14));
        steps.add(new ScriptedStep("15 target: 169.40 req/s poisson", 108, 61, "not ready: HTTP 502", 50, 0));
        steps.add(clean("16 round 3 boundary: 13 callers", 242));
        steps.add(refusing("17 round 3 up: 14 callers", 243, 20));
        steps.add(refusing("18 round 3 plateau: 26 callers", 241, 200));
        steps.add(new ScriptedStep("19 target: 169.40 req/s poisson", 129, 40, "not ready: HTTP 502", 50, 0));

        Findings findings = analysed(ScriptedRun.saturated().with(steps));

        assertEquals(Verdict.UNCONVERGED, findings.verdict(), findings.reason());
        assertEquals("the target could not be held: HTTP 502: 40 of 169 (23.7 %)", findings.reason());
        assertThat(findings.target()).isEmpty();
    }

    @Test
    void clientErrorsAtTheTargetSayThatTheTestIsWrong() throws Exception {
        List<ScriptedStep> steps = new ArrayList<>(ScriptedRun.saturated().steps());
        steps.set(14, new ScriptedStep("15 target: 169.40 req/s poisson", 168, 5, "client error: HTTP 401", 50, 0));

        Findings findings = analysed(ScriptedRun.saturated().with(steps));

        assertEquals(Verdict.NO_VERDICT, findings.verdict());
        assertThat(findings.reason()).contains("HTTP 401: 5 of 173 (2.9 %)");
    }

    @Test
    void oneClientErrorAmongManyRequestsEndsNothing() throws Exception {
        List<ScriptedStep> steps = new ArrayList<>(ScriptedRun.saturated().steps());
        steps.set(14, new ScriptedStep("15 target: 169.40 req/s poisson", 168, 1, "client error: HTTP 401", 50, 0));

        Findings findings = analysed(ScriptedRun.saturated().with(steps));

        assertEquals(Verdict.SATURATED, findings.verdict());
        assertThat(findings.steps().get(14).why()).contains("HTTP 401: 1 of 169 (0.6 %)");
    }

    @Test
    void fineTuningThatWasCutShortIsNotDone() throws Exception {
        ScriptedRun whole = ScriptedRun.fineTuning();
        List<ScriptedStep> steps = new ArrayList<>(whole.steps());
        ScriptedStep last = steps.get(1);
        steps.set(1, clean(last.label(), last.answered() - 1));

        Findings findings = analysed(whole.with(steps));

        assertEquals(Verdict.UNCONVERGED, findings.verdict());
        assertFalse(findings.answered());
    }

    @Test
    void inconsistentRoundsAreSaidToBe() throws Exception {
        List<ScriptedStep> steps = new ArrayList<>(ScriptedRun.saturated().steps());
        steps.set(10, clean("11 round 2 boundary: 13 callers", 265));

        Findings findings = analysed(ScriptedRun.saturated().with(steps));

        assertEquals(Verdict.UNCONVERGED, findings.verdict());
        assertThat(findings.reason()).startsWith("the rounds do not agree: after 2 of them the capacity is known to ");
        assertFalse(findings.answered());
        assertEquals(Math.sqrt(241 * 265), saturation(findings).goodputPerSecond(), 1e-9);
        assertFalse(saturation(findings).consistent());
    }

    @Test
    void serviceThatServesMoreBeyondTheBoundaryIsNotSaturatedThere() throws Exception {
        List<ScriptedStep> steps = new ArrayList<>(ScriptedRun.saturated().steps());
        steps.set(9, refusing("10 round 1 plateau: 26 callers", 300, 200));
        steps.set(12, refusing("13 round 2 plateau: 26 callers", 305, 200));

        Findings findings = analysed(ScriptedRun.saturated().with(steps));

        assertEquals(Verdict.UNCONVERGED, findings.verdict());
        assertThat(findings.reason())
                .startsWith("refusals begin before the service is full: with more callers it served 25.0 %");
    }

    @Test
    void capacityThatDropsBetweenTheRoundsIsNoAverage() throws Exception {
        Findings findings = analysed(ScriptedRun.moved());

        assertEquals(Verdict.CAPACITY_MOVED, findings.verdict(), findings.reason());
        assertThat(findings.reason()).startsWith("it is now 160.0 req/s; until ");
        assertThat(findings.reason()).contains("it was 242.0 req/s");
        assertEquals(160, findings.capacityPerSecond().orElseThrow(), 1e-9);
        assertThat(findings.reason()).contains("autoscaling");
        CallersFindings callers = (CallersFindings) findings;
        assertThat(callers.rounds().size() - callers.currentRounds().size()).isEqualTo(2);
        assertThat(callers.currentRounds())
                .allSatisfy(round -> assertThat(
                                round.asBoundary().orElseThrow().boundary().goodputPerSecond())
                        .isEqualTo(160));
        assertThat(findings.target()).isEmpty();
        assertFalse(findings.answered());
    }

    /** 243 req/s served at the hold, and 2.0 % refused there: less than the wanted precision of 5 %. */
    @Test
    void boundaryThatIsASlopeIsAResultThatSaysTheShareRefused() throws Exception {
        List<ScriptedStep> steps = new ArrayList<>(ScriptedRun.saturated().steps());
        steps.set(13, refusing("14 hold: 13 callers", 243, 5));

        Findings findings = analysed(ScriptedRun.saturated().with(steps));

        assertEquals(Verdict.SATURATED, findings.verdict(), findings.reason());
        assertThat(findings.reason()).startsWith("0.0 to 2.0 % refused at 13 callers; at 14 callers ");
    }

    @Test
    void holdThatRefusesMoreThanTheWantedPrecisionConfirmsNothing() throws Exception {
        Findings findings =
                analysed(heldTwice(refusing("14 hold: 13 callers", 243, 30), refusing("18 hold: 13 callers", 243, 30)));

        assertEquals(Verdict.UNCONVERGED, findings.verdict());
        assertThat(findings.reason()).contains("could not be held: refused 30 of 273");
    }

    @Test
    void holdThatTheInjectorLimitedDoesNotShowThatTheCapacityMoved() throws Exception {
        List<ScriptedStep> steps =
                new ArrayList<>(ScriptedRun.saturated().steps().subList(0, 13));
        Map<String, InjectorSample> noticed = new HashMap<>();
        for (int number = 14; number <= 16; number++) {
            String label = number + " hold: 13 callers";
            steps.add(clean(label, 160));
            noticed.put(label, late());
        }
        steps.add(clean("17 target: 169.40 req/s poisson", 169));

        Findings findings = analysed(ScriptedRun.saturated().with(steps), noticed);

        assertEquals(Verdict.INJECTOR_BOUND, findings.verdict(), findings.reason());
    }

    @Test
    void otherWorkOnTheMachineIsNamedWhereItMayBeTheReason() throws Exception {
        List<ScriptedStep> steps = ScriptedRun.saturated().steps();
        Map<String, InjectorSample> crowded = new HashMap<>();
        steps.forEach(step -> crowded.put(step.label(), noticed(0)));
        String words = "the machine's CPU was 97 %% used in %d of %<d steps, of which the injector used 12 %%";
        Findings saturated = analysed(ScriptedRun.saturated(), crowded);
        assertThat(saturated.verdict()).isEqualTo(Verdict.SATURATED);
        assertThat(saturated.reason()).doesNotContain("the machine's CPU");
        assertThat(FullMachine.of(saturated).orElseThrow().description()).startsWith(words.formatted(steps.size()));

        crowded.put("04 round 1 up: 8 callers", noticed(60_000));
        ScriptedRun cut = ScriptedRun.saturated().with(steps.subList(0, 4)).ended(Ending.INJECTOR_BOUND);
        Findings bound = analysed(cut, crowded);

        assertThat(bound.verdict()).isEqualTo(Verdict.INJECTOR_BOUND);
        assertThat(bound.reason()).contains("; " + words.formatted(4));
    }

    private static Saturation saturation(Findings findings) {
        return callers(findings).saturation().orElseThrow();
    }

    private static CallersFindings callers(Findings findings) {
        return assertInstanceOf(CallersFindings.class, findings);
    }

    /** Of an injector whose timers came 60 ms late. */
    private static InjectorSample late() {
        Histogram late = new Histogram(InjectorSample.LAG_DIGITS);
        late.recordValue(60_000);
        Histogram none = new Histogram(InjectorSample.LAG_DIGITS);
        return new InjectorSample(0, OptionalDouble.empty(), 0, 0, 0, 0, late, none, none);
    }

    /** Of an injector whose timers came late, on a machine that was full of other work. */
    private static InjectorSample noticed(long lateMicros) {
        Histogram late = new Histogram(InjectorSample.LAG_DIGITS);
        late.recordValue(lateMicros);
        Histogram none = new Histogram(InjectorSample.LAG_DIGITS);
        return new InjectorSample(0.12, OptionalDouble.of(0.97), 0, 0, 4, 0, late, none, none);
    }

    private Findings analysed(ScriptedRun run) throws Exception {
        return analysed(run.log().bytes());
    }

    private Findings analysed(ScriptedRun run, Map<String, InjectorSample> noticed) throws Exception {
        Path file = Files.write(folder.resolve("simulation.log"), run.log().bytes());
        RunLog log = RunLogReader.read(List.of(file), Optional.empty(), Map.of(file, noticed), ReadingProgress.SILENT);
        return Analysis.of(log, ScriptedRun.plan());
    }

    private Findings analysed(byte[] log) throws Exception {
        Path file = Files.write(folder.resolve("simulation.log"), log);
        return Analysis.of(RunLogReader.read(file), ScriptedRun.plan());
    }
}
