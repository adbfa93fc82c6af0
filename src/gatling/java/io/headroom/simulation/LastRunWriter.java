package io.headroom.simulation;

import io.headroom.run.LastRun;
import io.headroom.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Writes which run was the last one, for {@code gate --last}. The run can be reported without it. */
final class LastRunWriter implements RunWriter {

    private final Path resultsFolder;
    private boolean written;

    LastRunWriter(Path resultsFolder) {
        this.resultsFolder = resultsFolder;
    }

    @Override
    public void write(RunFolder folder) {
        if (written) {
            return;
        }
        try {
            LastRun.write(resultsFolder, folder);
            written = true;
        } catch (IOException notNow) {
            // tried again after the next step; the warning reports it
        }
    }

    @Override
    public Optional<String> warning() {
        return written
                ? Optional.empty()
                : Optional.of("WARNING: " + LastRun.file(resultsFolder)
                        + " cannot be written: `gate --last` does not find this run.");
    }
}
