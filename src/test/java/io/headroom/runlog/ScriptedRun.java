package io.headroom.runlog;

import static io.headroom.runlog.ScriptedStep.clean;
import static io.headroom.runlog.ScriptedStep.refusing;

import io.headroom.load.LogMarks;
import io.headroom.load.RunPart;
import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.PlanSettings;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import io.headroom.simlog.BinaryLogWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The log that a simulation of Headroom leaves. It has the rounds of two searches: the first starts at 4 callers, the second where the
 * first ended.
 *
 * @param simulation class of the simulation
 * @param smoke      message of the smoke call; empty when it succeeded
 * @param steps      the steps in order
 * @param end        name of the group that marks the end; empty when there is none
 */
public record ScriptedRun(String simulation, String smoke, List<ScriptedStep> steps, Optional<EndMark> end) {

    private static final String PACKAGE = "io.headroom.simulation.";

    /** Settings of the scripted searches: two rounds that may differ, and otherwise the defaults. */
    public static final Map<String, Object> SETTINGS =
            Map.of("headroom.search.rounds", 2, "headroom.search.precision", 1);

    public ScriptedRun {
        steps = List.copyOf(steps);
    }

    /** Returns the plan of these settings. */
    public static PlanSettings plan() throws SettingsException {
        return SettingsLoader.reload(SETTINGS).plan();
    }

    /** Creates a run of a simulation that came to its end. */
    public static ScriptedRun of(String simulation, List<ScriptedStep> steps) {
        return new ScriptedRun(
                PACKAGE + simulation, "", steps, Optional.of(new EndMark(Ending.COMPLETE, steps.size())));
    }

    /**
     * Returns a saturated run. 13 callers are taken, with 241 req/s in round 1 and 243 in round 2; 14 callers are refused. So the
     * saturation point is 13 callers at √(241 x 243) = 242.00 req/s, and 70 % of it is 169.4 req/s.
     */
    public static ScriptedRun saturated() {
        List<ScriptedStep> steps =
                new ArrayList<>(List.of(clean("01 warm-up: 4 callers", 80), clean("02 warm-up: 4 callers", 80)));
        steps.add(clean("03 round 1 up: 4 callers", 80));
        steps.add(clean("04 round 1 up: 8 callers", 160));
        steps.add(refusing("05 round 1 up: 16 callers", 240, 60));
        steps.add(clean("06 round 1 down: 12 callers", 236));
        steps.add(refusing("07 round 1 down: 14 callers", 240, 20));
        steps.add(clean("08 round 1 down: 13 callers", 238));
        steps.add(clean("09 round 1 boundary: 13 callers", 241));
        steps.add(refusing("10 round 1 plateau: 26 callers", 240, 200));
        steps.add(clean("11 round 2 boundary: 13 callers", 243));
        steps.add(refusing("12 round 2 up: 14 callers", 244, 20));
        steps.add(refusing("13 round 2 plateau: 26 callers", 242, 200));
        steps.add(clean("14 hold: 13 callers", 242));
        steps.add(clean("15 target: 169.40 req/s poisson", 169));
        return of("SingleClientSimulation", steps);
    }

    /** Returns a saturated run whose load several clients share. */
    public static ScriptedRun byClients() {
        return of("MultiClientSimulation", saturated().steps());
    }

    /** Returns a run in which all loads up to 200 callers are taken. */
    public static ScriptedRun notSaturated() {
        List<ScriptedStep> steps =
                new ArrayList<>(List.of(clean("01 warm-up: 4 callers", 80), clean("02 warm-up: 4 callers", 80)));
        int[] callers = {4, 8, 16, 32, 64, 128, 200};
        for (int i = 0; i < callers.length; i++) {
            steps.add(clean("%02d round 1 up: %d callers".formatted(i + 3, callers[i]), 4 * callers[i]));
        }
        steps.add(clean("10 round 1 boundary: 200 callers", 800));
        return of("SingleClientSimulation", steps);
    }

    /**
     * Returns a run that met a limiter of 50 requests per second without bursts, before answers of 1 ms. The four callers of the warm-up
     * are refused for 20 s; of arrivals at a rate λ it takes {@code λ ÷ (1 + λ ÷ 50)}.
     */
    public static ScriptedRun rateLimited() {
        List<ScriptedStep> steps = new ArrayList<>();
        for (int step = 1; step <= 17; step++) {
            steps.add(new ScriptedStep("%02d warm-up: 4 callers".formatted(step), 40, 40, "refused: HTTP 429", 1, 0));
        }
        int[] rates = {120, 240, 480};
        for (int i = 0; i < 9; i++) {
            int rate = rates[i % rates.length];
            int taken = (int) Math.round(rate / (1 + rate / 50.0));
            String label = "%02d rate-limit: %d.00 req/s poisson".formatted(i + 18, rate);
            steps.add(new ScriptedStep(label, taken, rate - taken, "refused: HTTP 429", 1, 0));
        }
        return of("SingleClientSimulation", steps);
    }

    /** Returns a fine tuning run: 1000 messages by one caller, then by eight. */
    public static ScriptedRun fineTuning() {
        return of(
                "SeveralThreadsSimulation",
                List.of(
                        new ScriptedStep("01 fine-tuning: 1000 messages by 1 caller", 1000, 0, "", 20, 0),
                        new ScriptedStep("02 fine-tuning: 1000 messages by 8 callers", 1000, 0, "", 30, 0)));
    }

    /** Returns the same run with another simulation. */
    public ScriptedRun by(String simulationClass) {
        return new ScriptedRun(simulationClass, smoke, steps, end);
    }

    /** Returns a search with callers whose capacity falls from 242 to 160 req/s before the hold, and is measured again after that. */
    public static ScriptedRun moved() {
        List<ScriptedStep> steps = new ArrayList<>(saturated().steps());
        steps.set(13, clean("14 hold: 13 callers", 160));
        steps.remove(14);
        for (int round = 3; round <= 9; round++) {
            int number = 3 * round + 6;
            steps.add(clean(number + " round " + round + " boundary: 13 callers", 160));
            steps.add(refusing(number + 1 + " round " + round + " up: 14 callers", 160, 20));
            steps.add(refusing(number + 2 + " round " + round + " plateau: 26 callers", 160, 100));
        }
        return of("SingleClientSimulation", steps);
    }

    /** Returns the same run with a smoke call that failed, and therefore without steps. */
    public ScriptedRun smokeFailed(String message) {
        return new ScriptedRun(simulation, message, List.of(), end.map(mark -> new EndMark(mark.ending(), 0)));
    }

    /** Returns the same run with other steps. */
    public ScriptedRun with(List<ScriptedStep> others) {
        return new ScriptedRun(simulation, smoke, others, end.map(mark -> new EndMark(mark.ending(), others.size())));
    }

    /** Returns the same run, whose log has lost all other steps. */
    public ScriptedRun holding(List<ScriptedStep> left) {
        return new ScriptedRun(simulation, smoke, left, end);
    }

    /** Returns the same run, which ended in another way. */
    public ScriptedRun ended(Ending ending) {
        return new ScriptedRun(simulation, smoke, steps, Optional.of(new EndMark(ending, steps.size())));
    }

    /** Returns the same run, which does not say how it ended. */
    public ScriptedRun withoutEnd() {
        return new ScriptedRun(simulation, smoke, steps, Optional.empty());
    }

    /** Returns the log with its records. */
    public BinaryLogWriter log() {
        return log(1_000_000);
    }

    /** Returns the log of an injector that started at a time, in milliseconds after the epoch. */
    public BinaryLogWriter log(long startMillis) {
        return log(startMillis, "conductor", (log, step, millis) -> step.writeTo(log, millis));
    }

    /** Returns the log of an injector that hosts some of several clients. */
    public BinaryLogWriter log(long startMillis, RunPart part) {
        return log(startMillis, part.scenario(), (log, step, millis) -> step.writeTo(log, millis, part));
    }

    private interface StepWriter {
        int write(BinaryLogWriter log, ScriptedStep step, int millis);
    }

    private BinaryLogWriter log(long startMillis, String conductor, StepWriter writer) {
        BinaryLogWriter log = new BinaryLogWriter()
                .header("3.15.1", simulation, startMillis, " ", 2, List.of(conductor, "callers", "readiness"));
        log.user(0, true, 5).user(1, true, 6);
        log.request(List.of(), LogMarks.SMOKE, 10, 60, smoke.isEmpty(), smoke);
        int millis = 200;
        for (ScriptedStep step : steps) {
            millis = writer.write(log, step, millis);
        }
        if (end.isPresent()) {
            log.group(List.of(end.get().name()), millis, millis, true);
        }
        return log.user(1, false, millis).user(0, false, millis);
    }
}
