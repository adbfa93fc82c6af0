package io.headroom.cli;

import io.headroom.report.RunReport;
import io.headroom.run.LastRun;
import io.headroom.run.RunFolder;
import io.headroom.runlog.SeveralRunsException;
import io.headroom.settings.SettingsException;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds and reads the runs that are named on the command line. */
final class Runs {

    private static final String EXPECTED = "a run's folder under results/, a folder that holds the folders or logs"
            + " (simulation-....log) of one run's injectors, or a log";

    private static final Pattern COMPRESSED_LOG = Pattern.compile("simulation.*\\.(gz|zip|zst|xz|bz2|7z|lz4|tgz|tar)");

    private Runs() {}

    /**
     * Reads and judges a run.
     *
     * @param paths   logs or folders of the run's injectors, or a folder that holds them
     * @param request name of the requests to count in a simulation that is not Headroom's; empty for all requests
     * @param err     receives lines of progress while a large log is read
     * @throws UserError when there is no log, or when it cannot be read
     */
    static RunReport report(List<Path> paths, Optional<String> request, PrintWriter err) throws UserError {
        try {
            RunReport report = RunReport.of(List.copyOf(distinct(paths)), request, new ProgressLines(err));
            if (request.isPresent() && !report.findings().isForeign()) {
                throw new UserError(
                        ExitStatus.USAGE,
                        "--request is only for simulations that are not Headroom's, but " + paths
                                + " is a run of Headroom; leave it out");
            }
            return inCommonFolder(report, paths);
        } catch (SettingsException e) {
            throw new UserError(e);
        } catch (SeveralRunsException e) {
            throw severalRuns(paths, e);
        } catch (IOException | UnreadableLogException e) {
            throw new UserError(ExitStatus.UNREADABLE, e.getMessage());
        }
    }

    /** Returns the mistake that was made where a folder was named that holds several runs, such as {@code results}. */
    static UserError severalRuns(List<Path> paths, SeveralRunsException e) throws UserError {
        return paths.size() == 1
                ? new UserError(
                        ExitStatus.USAGE,
                        paths.get(0) + " holds several runs; name one of them (the newest is " + newest(paths)
                                + "), or use --last with analyze or gate. They are no injectors of one run, since "
                                + e.getMessage())
                : new UserError(ExitStatus.UNREADABLE, e.getMessage());
    }

    private static Path newest(List<Path> paths) throws UserError {
        try {
            return distinct(paths).stream()
                    .max(Comparator.comparing(folder -> SimulationLog.header(folder.log())
                            .map(RunHeader::startEpochMillis)
                            .orElse(Long.MIN_VALUE)))
                    .map(folder ->
                            folder.ownsLog() && folder.log().endsWith(RunFolder.LOG) ? folder.path() : folder.log())
                    .orElseThrow();
        } catch (IOException e) {
            throw new UserError(ExitStatus.UNREADABLE, e.getMessage());
        }
    }

    /**
     * Returns the folder of the run that was made last.
     *
     * @throws UserError when there is none
     */
    static Path last() throws UserError {
        Path results = WorkingSettings.resultsFolder();
        try {
            return LastRun.read(results)
                    .orElseThrow(() -> new UserError(
                            ExitStatus.UNREADABLE,
                            LastRun.file(results)
                                    + " names no run: there was none, or the last one measured nothing, as when its"
                                    + " smoke call failed; run mvn gatling:test first, or name the folder of a run"));
        } catch (IOException e) {
            throw new UserError(ExitStatus.UNREADABLE, e.getMessage());
        }
    }

    /** If the path is a folder that holds the folders of all injectors, makes this the folder of the run, into which reports go. */
    private static RunReport inCommonFolder(RunReport report, List<Path> paths) {
        Path path = named(paths.get(0));
        boolean common = paths.size() == 1 && Files.isDirectory(path) && !new RunFolder(path).isThere();
        return common ? report.in(new RunFolder(path, report.folder().log())) : report;
    }

    /**
     * Returns the folder of each log once, even if several paths lead to it.
     *
     * @throws UserError when a path leads to no log
     */
    static Collection<RunFolder> distinct(List<Path> paths) throws UserError, IOException {
        Map<Path, RunFolder> folders = new LinkedHashMap<>();
        for (Path path : paths) {
            for (RunFolder folder : folders(named(path))) {
                folders.putIfAbsent(folder.path().toRealPath().resolve(realName(folder.log())), folder);
            }
        }
        return folders.values();
    }

    /** Normalizes the path, keeping "." for the working folder. */
    private static Path named(Path path) {
        Path normal = path.normalize();
        return normal.toString().isEmpty() ? Path.of(".") : normal;
    }

    /** Follows the log if it is a link. The log need not exist. */
    private static Path realName(Path log) throws IOException {
        return Files.exists(log) ? log.toRealPath() : log.getFileName();
    }

    private static List<RunFolder> folders(Path path) throws UserError, IOException {
        if (Files.isRegularFile(path)) {
            return List.of(new RunFolder(Optional.ofNullable(path.getParent()).orElse(Path.of(".")), path));
        }
        RunFolder folder = new RunFolder(path);
        if (folder.isThere()) {
            return List.of(folder);
        }
        List<RunFolder> inside = Files.isDirectory(path) ? inside(path) : List.of();
        if (inside.isEmpty()) {
            inside = inClientFolders(path);
        }
        if (inside.isEmpty()) {
            throw new UserError(ExitStatus.USAGE, path + withoutLog(path));
        }
        return inside;
    }

    /** Says what is wrong with a path that leads to no log, and what to name instead. */
    private static String withoutLog(Path path) throws IOException {
        if (!Files.exists(path)) {
            return " does not exist; expected " + EXPECTED;
        }
        List<Path> compressed = Files.isDirectory(path)
                ? children(path).stream()
                        .filter(child -> COMPRESSED_LOG
                                .matcher(child.getFileName().toString())
                                .matches())
                        .toList()
                : List.of();
        return " holds no " + RunFolder.LOG
                + (compressed.isEmpty()
                        ? "; expected " + EXPECTED
                        : " but " + compressed.get(0).getFileName()
                                + (compressed.get(0).toString().endsWith(".gz")
                                        ? "; name that file"
                                        : "; decompress it first"));
    }

    /** Returns the logs of injectors that were collected in the folder, or else the folders of injectors in it. */
    private static List<RunFolder> inside(Path path) throws IOException {
        List<Path> children = children(path);
        List<RunFolder> logs = children.stream()
                .filter(RunFolder::isCollectedLog)
                .map(child -> new RunFolder(path, child))
                .toList();
        return logs.isEmpty()
                ? children.stream()
                        .map(RunFolder::new)
                        .filter(RunFolder::isThere)
                        .toList()
                : logs;
    }

    /** Returns the folders of injectors that are two levels down, where {@code clients} writes them. */
    private static List<RunFolder> inClientFolders(Path path) throws IOException {
        List<RunFolder> folders = new ArrayList<>();
        for (Path child : Files.isDirectory(path) ? children(path) : List.<Path>of()) {
            folders.addAll(Files.isDirectory(child) ? inside(child) : List.of());
        }
        return folders;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.sorted().toList();
        }
    }
}
