package io.headroom.report;

import io.headroom.run.RunFolder;
import io.headroom.runlog.InjectorFiles;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.RunLog;
import io.headroom.runlog.RunLogReader;
import io.headroom.settings.Settings;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import io.headroom.settings.Workload;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.sizing.Measured;
import io.headroom.sizing.Sizing;
import io.headroom.sizing.SizingSettings;
import io.headroom.verdict.Analysis;
import io.headroom.verdict.Findings;
import io.headroom.verdict.ForeignAnalysis;
import io.headroom.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a run, computed from the files in its folder and nothing else. The sub-packages of this package write it in
 * different formats.
 *
 * @param folder   folder of the run
 * @param workload the workload that was measured, if the folder describes it
 * @param sizing   assumptions about pods and nodes
 * @param findings conclusions from the log
 */
public record RunReport(RunFolder folder, Optional<Workload> workload, SizingSettings sizing, Findings findings) {

    /**
     * Reads and judges a run that has one log.
     *
     * @throws IOException            when a file cannot be read
     * @throws UnreadableLogException when the file is not a log, or not one that can be read
     * @throws SettingsException      when the run's settings are not settings of this version
     */
    public static RunReport of(RunFolder folder) throws IOException, UnreadableLogException, SettingsException {
        return of(List.of(folder), Optional.empty(), ReadingProgress.SILENT);
    }

    /**
     * Reads and judges a run of one or several injectors. Takes the logs, rebuilds the steps from them, draws the findings with
     * their target, and adds the assumptions for the sizing.
     *
     * @param folders  folders of all injectors, at least one; the report goes into the first one by name
     * @param request  name of the requests to count in a simulation that is not Headroom's; empty for all requests
     * @param progress receives the progress through each log
     */
    public static RunReport of(List<RunFolder> folders, Optional<String> request, ReadingProgress progress)
            throws IOException, UnreadableLogException, SettingsException {
        Optional<Workload> workload = CommonWorkload.of(folders);
        Settings settings =
                SettingsLoader.reload(workload.map(Workload::settings).orElse(Map.of()));
        RunLog log = RunLogReader.read(injectors(folders), request, progress);
        Findings findings = ForeignAnalysis.isForeign(log)
                ? ForeignAnalysis.of(log, ForeignLogs.read(log, logs(folders), request, progress), settings.plan())
                : findings(log, settings, workload);
        return new RunReport(first(folders), workload, sizing(workload, settings), findings);
    }

    private static RunFolder first(List<RunFolder> folders) {
        return folders.stream().min(Comparator.comparing(RunFolder::path)).orElseThrow();
    }

    private static List<Path> logs(List<RunFolder> folders) {
        return folders.stream().map(RunFolder::log).sorted().toList();
    }

    private static List<InjectorFiles> injectors(List<RunFolder> folders) throws IOException {
        List<InjectorFiles> injectors = new ArrayList<>();
        for (RunFolder folder : folders) {
            injectors.add(InjectorFiles.of(folder));
        }
        return injectors;
    }

    private static Findings findings(RunLog log, Settings settings, Optional<Workload> workload) {
        Findings findings = Analysis.of(log, settings.plan());
        return workload.isPresent() ? findings : findings.withoutWorkload();
    }

    /** Pods cannot be counted from outside, but the number of pods of the stand-in is known. */
    private static SizingSettings sizing(Optional<Workload> workload, Settings settings) {
        return workload.map(Workload::endpoint)
                .map(Workload.Endpoint::standIn)
                .filter(description -> !description.isEmpty())
                .map(description -> settings.sizingOfStandIn())
                .orElse(settings.sizing());
    }

    /** Returns the name of the run for people; for a simulation that is not Headroom's, the name of its class. */
    public String name() {
        return workload.map(Workload::name).orElseGet(this::simulation);
    }

    /** Returns the simple name of the simulation's class. */
    public String simulation() {
        String name = findings.log().header().map(RunHeader::simulationClass).orElse("unknown simulation");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Returns this report for the folder that holds the folders of all injectors. */
    public RunReport in(RunFolder common) {
        return new RunReport(common, workload, sizing, findings);
    }

    /** Returns the measured figures that a sizing is computed from: the capacity, or the one under a limit if that is smaller. */
    public Measured measured() {
        return Measured.of(
                findings.targetBase(),
                findings.leastLoaded().stream()
                        .mapToDouble(step -> step.latency().mean())
                        .findFirst(),
                findings.isTargetOfLimit());
    }

    /**
     * Returns pods and nodes for the wanted traffic. Empty if the capacity is not known, or is no answer and no setting asks for a
     * sizing.
     */
    public Optional<Sizing> sized() {
        boolean wanted = findings.verdict() == Verdict.SATURATED
                || sizing.wantedPerSecond().isPresent();
        boolean known = findings.targetBase().orElse(0) > 0
                || (findings.isTargetOfLimit() && sizing.wantedPerSecond().isPresent());
        return wanted && known ? Optional.of(Sizing.of(measured(), sizing)) : Optional.empty();
    }
}
