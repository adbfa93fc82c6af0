package io.headroom.simulation;

import io.headroom.load.InjectorSample;
import io.headroom.run.LastRun;
import io.headroom.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes which run was the last one that measured something, for {@code gate --last}. A run whose smoke call failed is not named: there
 * is nothing in it to judge. The run can be reported without the name.
 */
final class LastRunWriter implements RunWriter {

    private final Path resultsFolder;
    private boolean measured;
    private boolean written;

    LastRunWriter(Path resultsFolder) {
        this.resultsFolder = resultsFolder;
    }

    @Override
    public void stepClosed(String step, InjectorSample sample) {
        measured = true;
    }

    @Override
    public void write(RunFolder folder) {
        if (written || !measured) {
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
        return written || !measured
                ? Optional.empty()
                : Optional.of("WARNING: " + LastRun.file(resultsFolder)
                        + " cannot be written: `gate --last` does not find this run.");
    }
}
