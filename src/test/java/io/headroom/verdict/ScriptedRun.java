package io.headroom.verdict;

import static io.headroom.verdict.ScriptedStep.clean;
import static io.headroom.verdict.ScriptedStep.refusing;

import io.headroom.load.LogMarks;
import io.headroom.plan.PlanSettings;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import io.headroom.simlog.BinaryLogWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The log that a simulation of Headroom leaves. Its rounds are those of two searches that start at 4 callers.
 *
 * @param simulation class that ran
 * @param smoke      what the log says of the smoke call; empty when it succeeded
 * @param steps      in order
 * @param end        group that marks the end; empty when nothing does
 */
public record ScriptedRun(String simulation, String smoke, List<ScriptedStep> steps, String end) {

    private static final String PACKAGE = "io.headroom.simulation.";

    /** What the scripted searches are run with: two rounds, everything else as the reference says. */
    public static final Map<String, Object> SETTINGS = Map.of("headroom.search.rounds", 2);

    public ScriptedRun {
        steps = List.copyOf(steps);
    }

    /** The plan of those settings. */
    public static PlanSettings plan() throws SettingsException {
        return SettingsLoader.reload(SETTINGS).plan();
    }

    /** A run of that simulation that came to its end. */
    public static ScriptedRun of(String simulation, List<ScriptedStep> steps) {
        return new ScriptedRun(PACKAGE + simulation, "", steps, LogMarks.END_FINISHED);
    }

    /**
     * 13 callers are taken, with 240 req/s in round 1 and 244 in round 2; 14 callers are refused. So the saturation point
     * is 13 callers at 242 req/s, and 70 % of it is 169.4 req/s.
     */
    public static ScriptedRun saturated() {
        List<ScriptedStep> steps =
                new ArrayList<>(List.of(clean("01 warm-up: 4 callers", 80), clean("02 warm-up: 4 callers", 80)));
        round(1, 3, 240, steps);
        round(2, 9, 244, steps);
        steps.add(clean("15 hold: 13 callers", 242));
        steps.add(clean("16 target: 169.40 req/s poisson", 169));
        return of("SingleClientSimulation", steps);
    }

    private static void round(int round, int first, int capacity, List<ScriptedStep> steps) {
        String label = "%02d round " + round + " %s: %d callers";
        steps.add(clean(label.formatted(first, "up", 4), 80));
        steps.add(clean(label.formatted(first + 1, "up", 8), 160));
        steps.add(refusing(label.formatted(first + 2, "up", 16), capacity, 60));
        steps.add(clean(label.formatted(first + 3, "down", 12), 236));
        steps.add(refusing(label.formatted(first + 4, "down", 14), capacity, 20));
        steps.add(clean(label.formatted(first + 5, "down", 13), capacity));
    }

    /** Everything up to 200 callers is taken. */
    public static ScriptedRun notSaturated() {
        List<ScriptedStep> steps =
                new ArrayList<>(List.of(clean("01 warm-up: 4 callers", 80), clean("02 warm-up: 4 callers", 80)));
        int[] callers = {4, 8, 16, 32, 64, 128, 200};
        for (int i = 0; i < callers.length; i++) {
            steps.add(clean("%02d round 1 up: %d callers".formatted(i + 3, callers[i]), 4 * callers[i]));
        }
        return of("SingleClientSimulation", steps);
    }

    /** 1000 messages by one caller, then by eight. */
    public static ScriptedRun fineTuning() {
        return of(
                "SeveralThreadsSimulation",
                List.of(
                        new ScriptedStep("01 fine-tuning: 1000 messages by 1 caller", 1000, 0, "", 20, 0),
                        new ScriptedStep("02 fine-tuning: 1000 messages by 8 callers", 1000, 0, "", 30, 0)));
    }

    /** The same with another simulation. */
    public ScriptedRun by(String simulationClass) {
        return new ScriptedRun(simulationClass, smoke, steps, end);
    }

    /** The same with a smoke call that failed, and therefore without steps. */
    public ScriptedRun smokeFailed(String message) {
        return new ScriptedRun(simulation, message, List.of(), end);
    }

    /** The same with those steps. */
    public ScriptedRun with(List<ScriptedStep> others) {
        return new ScriptedRun(simulation, smoke, others, end);
    }

    /** The same, ended by another mark. */
    public ScriptedRun ended(String mark) {
        return new ScriptedRun(simulation, smoke, steps, mark);
    }

    /** Its records. */
    public BinaryLogWriter log() {
        return log(1_000_000);
    }

    /** The same of an injector that started at that time, milliseconds after the epoch. */
    public BinaryLogWriter log(long startMillis) {
        BinaryLogWriter log = new BinaryLogWriter()
                .header("3.15.1", simulation, startMillis, " ", 2, List.of("conductor", "callers", "readiness"));
        log.user(0, true, 5).user(1, true, 6);
        log.request(List.of(), LogMarks.SMOKE, 10, 60, smoke.isEmpty(), smoke);
        int millis = 200;
        for (ScriptedStep step : steps) {
            millis = step.writeTo(log, millis);
        }
        if (!end.isEmpty()) {
            log.group(List.of(end), millis, millis, true);
        }
        return log.user(1, false, millis).user(0, false, millis);
    }
}
