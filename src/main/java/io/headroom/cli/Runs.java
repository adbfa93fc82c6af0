package io.headroom.cli;

import io.headroom.report.RunReport;
import io.headroom.run.RunFolder;
import io.headroom.settings.SettingsException;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs as they are named on the command line. */
final class Runs {

    private static final Pattern COLLECTED = Pattern.compile("simulation[-_.].*\\.log");

    private Runs() {}

    /**
     * Everything that can be said about a run.
     *
     * @param paths   logs or folders of its injectors, or a folder that holds them
     * @param request name of the requests of a foreign simulation that count; nothing for all
     * @param err     where progress is told while a large log is read
     * @throws UserError when there is no log, or none that can be read
     */
    static RunReport report(List<Path> paths, Optional<String> request, PrintWriter err) throws UserError {
        try {
            RunReport report = RunReport.of(List.copyOf(distinct(paths)), request, new ProgressLines(err));
            if (request.isPresent() && !report.findings().isForeign()) {
                throw new UserError(
                        ExitStatus.USAGE,
                        "--request is for simulations that are not Headroom's; " + paths + " is of one");
            }
            return inCommonFolder(report, paths);
        } catch (SettingsException e) {
            throw new UserError(ExitStatus.USAGE, e.getMessage());
        } catch (IOException | UnreadableLogException e) {
            throw new UserError(ExitStatus.UNREADABLE, e.getMessage());
        }
    }

    /** Of a folder that holds the folders of a run's injectors, that is the run's folder: there its result and its pages go. */
    private static RunReport inCommonFolder(RunReport report, List<Path> paths) {
        Path path = named(paths.get(0));
        boolean common = paths.size() == 1 && Files.isDirectory(path) && !new RunFolder(path).isThere();
        return common ? report.in(new RunFolder(path, report.folder().log())) : report;
    }

    /**
     * Each log once, however it is named.
     *
     * @throws UserError when there is none
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

    /** Without what leads nowhere; the working folder keeps its name. */
    private static Path named(Path path) {
        Path normal = path.normalize();
        return normal.toString().isEmpty() ? Path.of(".") : normal;
    }

    /** Of a log that may be a link, or not be there. */
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
            throw new UserError(
                    ExitStatus.USAGE,
                    path + " holds no simulation.log; expected a run's folder under results/, a folder of those of one"
                            + " run's injectors, or one of their logs, named simulation-....log");
        }
        return inside;
    }

    /** Logs of injectors that were collected in one folder, or else the folders of injectors. */
    private static List<RunFolder> inside(Path path) throws IOException {
        List<Path> children = children(path);
        List<RunFolder> logs = children.stream()
                .filter(child ->
                        COLLECTED.matcher(child.getFileName().toString()).matches() && Files.isRegularFile(child))
                .map(child -> new RunFolder(path, child))
                .toList();
        return logs.isEmpty()
                ? children.stream()
                        .map(RunFolder::new)
                        .filter(RunFolder::isThere)
                        .toList()
                : logs;
    }

    /** Where each client has a folder of its own, with the run's folder inside. */
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
