package io.headroom.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.RunPart;
import io.headroom.plan.NextStep.Ending;
import io.headroom.runlog.InjectorFiles;
import io.headroom.runlog.ReadingProgress;
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
import org.junit.jupiter.params.provider.EnumSource;

/** A run of three clients, of which the second has a wrong key. */
class ClientSmokeTest {

    private static final String EXPLANATION =
            "HTTP 401: wrong key, or none, or one that has expired. Put the right one into HEADROOM_API_KEY or headroom.endpoint.key-file.";

    @TempDir
    private Path folder;

    /** The coordinator gives up, or whoever started all of them stops the others. */
    @ParameterizedTest
    @EnumSource(names = {"INTERRUPTED", "ABANDONED"})
    void failedSmokeCallOfOneExplainsWhyAllGaveUp(Ending ofTheOthers) throws Exception {
        RunLog log = read(files(ofTheOthers));
        Findings findings = Analysis.of(log, ScriptedRun.plan());

        assertEquals(List.of(), log.completeness().orElseThrow().missing(), "those that waited in vain are there");
        assertTrue(log.state() instanceof LogState.Complete, log.state().description());
        assertEquals(Verdict.NO_VERDICT, findings.verdict());
        assertEquals(EXPLANATION, findings.reason());
        assertFalse(findings.answered());
    }

    @Test
    void whatIsMissingBesidesIsToldToo() throws Exception {
        RunLog log = read(files(Ending.ABANDONED).subList(0, 2));
        Findings findings = Analysis.of(log, ScriptedRun.plan());

        assertEquals(Verdict.NO_VERDICT, findings.verdict());
        assertThat(findings.reason())
                .startsWith(EXPLANATION + " Besides, only a part of the run is there: client 3: it left nothing");
        assertFalse(findings.answered());
    }

    private List<InjectorFiles> files(Ending ofTheOthers) throws Exception {
        ScriptedRun waited = ScriptedRun.byClients().with(List.of()).ended(ofTheOthers);
        ScriptedRun failed = ScriptedRun.byClients()
                .smokeFailed("answer.find.is(ok), but actually found client error: HTTP 401")
                .ended(Ending.ENDPOINT_FAILS);
        List<InjectorFiles> files = new ArrayList<>();
        for (int client = 1; client <= 3; client++) {
            ScriptedRun run = client == 2 ? failed : waited;
            files.add(ScriptedInjector.of(run, new RunPart("1f6b33a0", client, client, 3))
                    .writeTo(folder.resolve("injector-" + client)));
        }
        return files;
    }

    private static RunLog read(List<InjectorFiles> files) throws Exception {
        return RunLogReader.read(files, Optional.empty(), ReadingProgress.SILENT);
    }
}
