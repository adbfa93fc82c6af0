package io.headroom.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.headroom.runlog.RunLogReader;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is missing from the log of a saturated run, it is never called saturated. */
class MutationTest {

    private static final ScriptedRun WHOLE = ScriptedRun.saturated();

    @TempDir
    private Path folder;

    @Test
    void everyStepIsNeeded() throws Exception {
        for (int dropped = 0; dropped < WHOLE.steps().size(); dropped++) {
            List<ScriptedStep> steps = new ArrayList<>(WHOLE.steps());
            ScriptedStep missing = steps.remove(dropped);

            assertEquals(Verdict.INCOMPLETE, verdict(WHOLE.holding(steps)), "without " + missing.label());
        }
    }

    @Test
    void requestsOfEverySearchStepAreNeeded() throws Exception {
        for (int emptied = 2; emptied < 13; emptied++) {
            List<ScriptedStep> steps = new ArrayList<>(WHOLE.steps());
            steps.set(emptied, steps.get(emptied).emptied());

            String without = "without the requests of " + steps.get(emptied).label();
            assertNotEquals(Verdict.SATURATED, verdict(WHOLE.with(steps)), without);
        }
    }

    @Test
    void stepsOutOfOrderAreNotWhatThePlanRan() throws Exception {
        List<ScriptedStep> steps = new ArrayList<>(WHOLE.steps());
        Collections.swap(steps, 3, 4);

        assertEquals(Verdict.INCOMPLETE, verdict(WHOLE.with(steps)));
    }

    @Test
    void tailIsNeeded() throws Exception {
        byte[] whole = WHOLE.log().bytes();
        for (int percent = 1; percent <= 99; percent++) {
            byte[] cut = Arrays.copyOf(whole, whole.length - whole.length * percent / 100);

            assertEquals(Verdict.INCOMPLETE, verdict(cut), percent + " % dropped");
        }
    }

    private Verdict verdict(ScriptedRun run) throws Exception {
        return verdict(run.log().bytes());
    }

    private Verdict verdict(byte[] log) throws Exception {
        Path file = Files.write(folder.resolve("simulation.log"), log);
        return Analysis.of(RunLogReader.read(file), ScriptedRun.plan()).verdict();
    }
}
