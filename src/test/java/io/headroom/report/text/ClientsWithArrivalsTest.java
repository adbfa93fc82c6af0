package io.headroom.report.text;

import static io.headroom.runlog.ScriptedStep.clean;
import static io.headroom.runlog.ScriptedStep.refusing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.load.RunPart;
import io.headroom.plan.NextStep.Ending;
import io.headroom.runlog.InjectorFiles;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.RunLogReader;
import io.headroom.runlog.ScriptedInjector;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import io.headroom.settings.SettingsLoader;
import io.headroom.verdict.Analysis;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several clients that search with arrivals are told what such a search can be told, though it is not that kind of run. */
class ClientsWithArrivalsTest {

    private static final Map<String, Object> SETTINGS =
            Map.of("headroom.clients.search", "arrivals", "headroom.arrivals.maximum-rate", 160);

    @TempDir
    private Path folder;

    @Test
    void topOfTheRangeIsARate() throws Exception {
        Findings findings = findings(
                Ending.NOT_SATURATED,
                clean("01 warm-up: 4 callers", 80),
                clean("02 warm-up: 4 callers", 80),
                clean("03 round 1 up: 80.00 req/s poisson", 80),
                clean("04 round 1 up: 160.00 req/s poisson", 160));

        assertEquals(Verdict.NOT_SATURATED, findings.verdict(), findings.reason());
        String text = text(findings);
        assertThat(text).contains("Raise headroom.arrivals.maximum-rate to find the limit.");
        assertThat(text).doesNotContain("maximum-callers");
    }

    @Test
    void rateThatIsSafeIsFoundByTheSameSimulation() throws Exception {
        Findings findings = findings(
                Ending.COMPLETE,
                clean("01 warm-up: 4 callers", 80),
                clean("02 warm-up: 4 callers", 80),
                clean("03 round 1 up: 80.00 req/s poisson", 80),
                refusing("04 target: 56.00 req/s poisson", 40, 16));

        String text = String.join("\n", TargetText.of(findings));
        assertThat(text).contains("Set headroom.arrivals.one-percent-steps to find a rate that is safe.");
    }

    private Findings findings(Ending ending, ScriptedStep... steps) throws Exception {
        ScriptedRun run =
                ScriptedRun.of("MultiClientSimulation", List.of(steps)).ended(ending);
        InjectorFiles files =
                ScriptedInjector.of(run, new RunPart("1f6b33a0", 1, 3, 3)).writeTo(folder);
        return Analysis.of(
                RunLogReader.read(List.of(files), Optional.empty(), ReadingProgress.SILENT),
                SettingsLoader.reload(SETTINGS).plan());
    }

    private static String text(Findings findings) {
        return String.join("\n", VerdictText.of(findings, Optional.empty(), Optional.empty()));
    }
}
