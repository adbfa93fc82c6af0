package io.headroom.simulation;

import io.headroom.load.InjectorSample;
import io.headroom.plan.EndMark;
import io.headroom.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes the files beside the log of a run while the run goes on, so that even a run that is killed can be analysed. Gatling does not
 * say where it writes the log, so the run's folder is searched for after each step until it is found. What cannot be written after one
 * step is written after another, or at the end.
 */
final class RunJournal implements Conductor.RunListener {

    private final Path resultsFolder;
    private final String scenario;
    private final List<RunWriter> writers;
    private Optional<RunFolder> folder = Optional.empty();

    /**
     * Creates the journal of a run.
     *
     * @param resultsFolder in which Gatling makes the run's folder
     * @param scenario      name of a scenario that only this run has
     * @param writers       in the order in which they write; when one fails, the later ones wait
     */
    RunJournal(Path resultsFolder, String scenario, List<RunWriter> writers) {
        this.resultsFolder = resultsFolder;
        this.scenario = scenario;
        this.writers = List.copyOf(writers);
    }

    @Override
    public void closed(String step, InjectorSample sample) {
        writers.forEach(writer -> writer.stepClosed(step, sample));
        try {
            write();
        } catch (IOException notNow) {
            // tried again after the next step, and at the end, which reports it
        }
    }

    @Override
    public void ticked(Progress progress) {
        writers.forEach(writer -> writer.ticked(progress));
    }

    /**
     * Writes everything when the log is closed.
     *
     * @return the run's folder
     * @throws IOException when there is no log of the run, or something that the result needs can still not be written
     */
    RunFolder end(Progress progress, EndMark end) throws IOException {
        writers.forEach(writer -> writer.runEnded(progress, end));
        write();
        return folder.orElseThrow(() -> new IOException("no log of this run under " + resultsFolder
                + "; headroom.results-folder must be the folder that Gatling writes to"));
    }

    /** Returns what the user has to know of files that were not written. */
    List<String> warnings() {
        return writers.stream().flatMap(writer -> writer.warning().stream()).toList();
    }

    private void write() throws IOException {
        if (folder.isEmpty()) {
            folder = RunFolder.find(resultsFolder, scenario);
        }
        if (folder.isPresent()) {
            for (RunWriter writer : writers) {
                writer.write(folder.get());
            }
        }
    }
}
