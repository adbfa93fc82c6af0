package io.headroom.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.RunPart;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.runlog.InjectorFiles;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.RunCompleteness.ClientRange;
import io.headroom.runlog.RunCompleteness.MissingPart;
import io.headroom.runlog.RunLog;
import io.headroom.runlog.RunLogReader;
import io.headroom.runlog.ScriptedInjector;
import io.headroom.runlog.ScriptedRun;
import io.headroom.simlog.LogState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A run of three clients of which some or all are stopped: each still says that it measured the step it was stopped in. */
class StoppedClientsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"INTERRUPTED", "ABANDONED"})
    void oneThatIsStoppedHasNotDoneTheStepItWasStoppedIn(Ending ending) throws Exception {
        RunLog log = read(ScriptedRun.byClients(), stopped(9, ending), ScriptedRun.byClients());

        StepStatistics boundary = log.steps().get(8);
        assertEquals("09 round 1 boundary: 13 callers", boundary.step().label());
        assertFalse(log.isWhole(boundary));
        // of 13 callers the others have 4 each; of 241 answers 80 and 81
        assertEquals(new Load.Callers(8), boundary.offered());
        assertEquals(161, boundary.counts().of(Outcome.OK));
        assertTrue(log.isWhole(log.steps().get(7)), "the step before it is whole");
        Findings findings = Analysis.of(log, ScriptedRun.plan());
        assertEquals(Verdict.INCOMPLETE, findings.verdict());
        assertThat(((CallersFindings) findings).rounds())
                .as("the first round was not over")
                .isEmpty();
        assertThat(findings.target()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INTERRUPTED, INTERRUPTED", "ABANDONED, INCOMPLETE"})
    void stepThatAllWereStoppedInIsNoEvidence(Ending ending, Verdict verdict) throws Exception {
        RunLog log = read(stopped(9, ending), stopped(9, ending), stopped(9, ending));

        assertEquals(List.of(), log.completeness().orElseThrow().missing());
        assertEquals(8, log.steps().size());
        Findings findings = Analysis.of(log, ScriptedRun.plan());
        assertEquals(verdict, findings.verdict(), findings.reason());
        assertEquals(8, findings.steps().size(), "and no other step is left out for it");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERRUPTED", "ABANDONED"})
    void oneThatIsStoppedBeforeTheOthersAreIsMissingFromThenOn(Ending ofTheOthers) throws Exception {
        RunLog log = read(stopped(7, ofTheOthers), stopped(3, Ending.INTERRUPTED), stopped(7, ofTheOthers));

        MissingPart missing = onlyMissing(log);
        assertEquals(new ClientRange(2, 2), missing.clients());
        assertEquals("it left in step 3 of 7 (interrupted)", missing.why());
        assertTrue(missing.toMillis() > missing.fromMillis(), missing.description());
        assertFalse(log.state() instanceof LogState.Complete);
        assertEquals(
                List.of(3, 4, 5, 6),
                log.completeness().orElseThrow().partialSteps().stream()
                        .sorted()
                        .toList());
    }

    @Test
    void oneThatIsStoppedInTheLastStepIsMissing() throws Exception {
        RunLog log = read(ScriptedRun.byClients(), ScriptedRun.byClients(), stopped(15, Ending.INTERRUPTED));

        assertEquals("it left in step 15 of 15 (interrupted)", onlyMissing(log).why());
    }

    /** Some are told to stop, and others find the coordinator gone. */
    @Test
    void thoseThatAreStoppedTogetherAreNotMissing() throws Exception {
        RunLog log = read(stopped(7, Ending.ABANDONED), stopped(7, Ending.INTERRUPTED), stopped(7, Ending.ABANDONED));

        assertEquals(List.of(), log.completeness().orElseThrow().missing());
        assertTrue(log.state() instanceof LogState.Complete, log.state().description());
    }

    private static ScriptedRun stopped(int inStep, Ending ending) {
        ScriptedRun whole = ScriptedRun.byClients();
        return whole.with(whole.steps().subList(0, inStep)).ended(ending);
    }

    private static MissingPart onlyMissing(RunLog log) {
        List<MissingPart> missing = log.completeness().orElseThrow().missing();
        assertEquals(1, missing.size(), missing.toString());
        return missing.get(0);
    }

    private RunLog read(ScriptedRun... ofClients) throws Exception {
        List<InjectorFiles> files = new ArrayList<>();
        for (int client = 1; client <= ofClients.length; client++) {
            RunPart part = new RunPart("1f6b33a0", client, client, ofClients.length);
            files.add(ScriptedInjector.of(ofClients[client - 1], part).writeTo(folder.resolve("injector-" + client)));
        }
        return RunLogReader.read(files, Optional.empty(), ReadingProgress.SILENT);
    }
}
