package io.headroom.report;

import io.headroom.report.json.ResultDocument;
import io.headroom.report.text.ClientTable;
import io.headroom.report.text.VerdictText;
import io.headroom.run.RunFolder;
import io.headroom.runlog.InjectorFiles;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.RunLog;
import io.headroom.runlog.RunLogReader;
import io.headroom.settings.Settings;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import io.headroom.settings.Workload;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.sizing.Measured;
import io.headroom.sizing.Sizing;
import io.headroom.sizing.SizingSettings;
import io.headroom.verdict.Analysis;
import io.headroom.verdict.Findings;
import io.headroom.verdict.ForeignAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be said about a run's folder, computed from the folder alone.
 *
 * @param folder   of the run
 * @param workload what it was made with, if its folder says so
 * @param sizing   what pods and nodes are made of
 * @param findings what it proves
 */
public record RunReport(RunFolder folder, Optional<Workload> workload, SizingSettings sizing, Findings findings) {

    /**
     * Log → steps → saturation → target → verdict.
     *
     * @throws IOException            when a file cannot be read
     * @throws UnreadableLogException when the log is none
     * @throws SettingsException      when the run's settings are not of this version
     */
    public static RunReport of(RunFolder folder) throws IOException, UnreadableLogException, SettingsException {
        return of(List.of(folder), Optional.empty(), ReadingProgress.SILENT);
    }

    /**
     * The same, of the folders of all injectors of one run.
     *
     * @param folders at least one; the first by name stands for the run
     * @param request name of the requests of a foreign simulation that count; nothing for all
     * @param progress told how far the reading of each log is
     */
    public static RunReport of(List<RunFolder> folders, Optional<String> request, ReadingProgress progress)
            throws IOException, UnreadableLogException, SettingsException {
        RunFolder folder =
                folders.stream().min(Comparator.comparing(RunFolder::path)).orElseThrow();
        List<Path> logs = folders.stream().map(RunFolder::log).sorted().toList();
        Optional<Workload> workload = commonWorkload(folders);
        Settings settings =
                SettingsLoader.reload(workload.map(Workload::settings).orElse(Map.of()));
        List<InjectorFiles> injectors = new ArrayList<>();
        for (RunFolder ofInjector : folders) {
            injectors.add(InjectorFiles.of(ofInjector));
        }
        RunLog log = RunLogReader.read(injectors, request, progress);
        if (ForeignAnalysis.isForeign(log)) {
            Findings foreign = ForeignAnalysis.of(log, ForeignLogs.read(log, logs, request, progress), settings.plan());
            return new RunReport(folder, workload, settings.sizing(), foreign);
        }
        Findings findings = Analysis.of(log, settings.plan());
        return new RunReport(
                folder,
                workload,
                sizing(workload, settings),
                workload.isPresent() ? findings : findings.withoutWorkload());
    }

    /** What the run was made with, if all its folders say so; they must say the same. */
    private static Optional<Workload> commonWorkload(List<RunFolder> folders)
            throws IOException, UnreadableLogException {
        Workload common = null;
        boolean everywhere = true;
        RunFolder before = null;
        for (RunFolder folder : folders) {
            if (common != null && folder.hasWorkloadOf(before)) {
                continue;
            }
            Optional<Workload> workload = Workload.of(folder);
            before = workload.isPresent() ? folder : before;
            everywhere &= workload.isPresent();
            if (workload.isPresent()
                    && common != null
                    && !common.fingerprint().equals(workload.get().fingerprint())) {
                throw new UnreadableLogException(folder.path() + " was made with another workload than the others;"
                        + " only logs of one run can be merged");
            }
            common = workload.orElse(common);
        }
        return everywhere ? Optional.ofNullable(common) : Optional.empty();
    }

    /** Pods cannot be seen from outside, but those of the stand-in are known. */
    private static SizingSettings sizing(Optional<Workload> workload, Settings settings) {
        return workload.map(Workload::endpoint)
                .map(Workload.Endpoint::standIn)
                .filter(words -> !words.isEmpty())
                .map(words -> settings.sizingOfStandIn())
                .orElse(settings.sizing());
    }

    /** The same, for a folder that holds those of all injectors. */
    public RunReport in(RunFolder common) {
        return new RunReport(common, workload, sizing, findings);
    }

    /** What sizing needs of the measurement. */
    public Measured measured() {
        return new Measured(
                findings.capacityPerSecond(),
                findings.leastLoaded().stream()
                        .mapToDouble(step -> step.latency().mean())
                        .findFirst());
    }

    /** Pods and nodes for the wanted traffic, where there is a saturation point. */
    public Optional<Sizing> sized() {
        return findings.capacityPerSecond().orElse(0) > 0
                ? Optional.of(Sizing.of(measured(), sizing))
                : Optional.empty();
    }

    /** The verdict in at most ten lines. */
    public List<String> verdict() {
        boolean foreign = findings.isForeign();
        boolean reported = Files.exists(foreign ? folder.gatlingReport() : folder.result());
        return VerdictText.of(findings, sized(), reported ? Optional.of(folder) : Optional.empty());
    }

    /** The same in sentences alone, for reports that have latencies in a table. */
    public List<String> sentences() {
        return VerdictText.sentences(findings, sized());
    }

    /** A line a client, its heading first; nothing where there is no more than one client. */
    public List<String> clients() {
        return ClientTable.lines(findings);
    }

    /** Whether Gatling draws its own report into the folder after such a run; not into one that holds those of all injectors. */
    public boolean isDrawnByGatling() {
        return folder.ownsLog() && VerdictText.isDrawnByGatling(findings);
    }

    /** {@code headroom.json}. */
    public byte[] json() {
        return ResultDocument.of(findings, sized(), workload).json();
    }
}
