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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs as they are named on the command line. */
final class Runs {

    private Runs() {}

    /**
     * Everything that can be said about a run.
     *
     * @param paths   folders of its injectors, or a folder that holds them
     * @param request name of the requests of a foreign simulation that count; nothing for all
     * @param err     where progress is told while a large log is read
     * @throws UserError when there is no log, or none that can be read
     */
    static RunReport report(List<Path> paths, Optional<String> request, PrintWriter err) throws UserError {
        try {
            List<RunFolder> folders = new ArrayList<>();
            for (Path path : paths) {
                folders.addAll(folders(path));
            }
            RunReport report = RunReport.of(folders.stream().distinct().toList(), request, new ProgressLines(err));
            if (request.isPresent() && report.findings().foreign().isEmpty()) {
                throw new UserError(
                        Main.USAGE, "--request is for simulations that are not Headroom's; " + paths + " is of one");
            }
            return report;
        } catch (SettingsException e) {
            throw new UserError(Main.USAGE, e.getMessage());
        } catch (IOException | UnreadableLogException e) {
            throw new UserError(Main.UNREADABLE, e.getMessage());
        }
    }

    private static List<RunFolder> folders(Path path) throws UserError, IOException {
        RunFolder folder = new RunFolder(path.normalize());
        if (Files.isRegularFile(folder.log())) {
            return List.of(folder);
        }
        List<RunFolder> inside = List.of();
        if (Files.isDirectory(path)) {
            try (Stream<Path> children = Files.list(path)) {
                inside = children.map(RunFolder::new)
                        .filter(child -> Files.isRegularFile(child.log()))
                        .toList();
            }
        }
        if (inside.isEmpty()) {
            throw new UserError(
                    Main.USAGE,
                    path + " holds no simulation.log; expected a run's folder under results/, or a folder of those of"
                            + " one run's injectors");
        }
        return inside;
    }
}
