package io.headroom.report;

import io.headroom.run.RunFolder;
import io.headroom.run.Workload;
import io.headroom.settings.Settings;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.verdict.Analysis;
import io.headroom.verdict.Findings;
import io.headroom.verdict.ForeignAnalysis;
import io.headroom.verdict.RunLog;
import io.headroom.verdict.RunLogReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be said about a run's folder, computed from the folder alone.
 *
 * @param folder   of the run
 * @param workload what it was made with, if its folder says so
 * @param findings what it proves
 */
public record RunReport(RunFolder folder, Optional<Workload> workload, Findings findings) {

    /**
     * Log → steps → saturation → target → verdict.
     *
     * @throws IOException            when a file cannot be read
     * @throws UnreadableLogException when the log is none
     * @throws SettingsException      when the run's settings are not of this version
     */
    public static RunReport of(RunFolder folder) throws IOException, UnreadableLogException, SettingsException {
        return of(folder, Optional.empty());
    }

    /**
     * The same.
     *
     * @param request name of the requests of a foreign simulation that count; nothing for all
     */
    public static RunReport of(RunFolder folder, Optional<String> request)
            throws IOException, UnreadableLogException, SettingsException {
        Optional<Workload> workload = folder.workload();
        Settings settings =
                SettingsLoader.reload(workload.map(Workload::settings).orElse(Map.of()));
        RunLog log = RunLogReader.read(folder.log());
        if (ForeignAnalysis.isForeign(log)) {
            return new RunReport(folder, workload, ForeignAnalysis.of(log, folder.log(), request, settings.plan()));
        }
        Findings findings = Analysis.of(log, settings.plan());
        return new RunReport(folder, workload, workload.isPresent() ? findings : findings.withoutWorkload());
    }

    /** The verdict in at most ten lines. */
    public List<String> verdict() {
        return VerdictText.of(findings, folder);
    }

    /** {@code headroom.json}. */
    public byte[] json() {
        return ResultDocument.of(findings, workload).json();
    }
}
