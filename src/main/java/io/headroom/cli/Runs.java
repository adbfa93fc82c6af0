package io.headroom.cli;

import io.headroom.report.RunReport;
import io.headroom.run.RunFolder;
import io.headroom.settings.SettingsException;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs as they are named on the command line. */
final class Runs {

    private Runs() {}

    /**
     * Everything that can be said about a run's folder.
     *
     * @throws UserError when it holds no log, or none that can be read
     */
    static RunReport report(Path run) throws UserError {
        RunFolder folder = new RunFolder(run);
        if (!Files.isRegularFile(folder.log())) {
            throw new UserError(Main.USAGE, run + " holds no simulation.log; expected a run's folder under results/");
        }
        try {
            return RunReport.of(folder);
        } catch (SettingsException e) {
            throw new UserError(Main.USAGE, e.getMessage());
        } catch (IOException | UnreadableLogException e) {
            throw new UserError(Main.UNREADABLE, e.getMessage());
        }
    }
}
