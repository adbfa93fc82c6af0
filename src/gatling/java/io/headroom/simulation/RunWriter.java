package io.headroom.simulation;

import io.headroom.load.InjectorSample;
import io.headroom.plan.EndMark;
import io.headroom.run.RunFolder;
import java.io.IOException;
import java.util.Optional;

/**
 * Writes one of the files beside the log of a run. The events only tell a writer what there is to write. It writes when
 * {@link #write} is called, and as that can fail and is called again, it keeps what is not written yet. Called by one thread at a time.
 */
interface RunWriter {

    /**
     * Called when a step is closed.
     *
     * @param step   label of the step
     * @param sample what the injector noticed about itself
     */
    default void stepClosed(String step, InjectorSample sample) {}

    /** Called some hundred times a second while the run lasts. */
    default void ticked(Progress progress) {}

    /** Called when the run has ended and its log is closed. */
    default void runEnded(Progress progress, EndMark end) {}

    /**
     * Writes what is not written yet. Called after every step as soon as the folder of the run is known, and at the end of the run.
     *
     * @throws IOException when it cannot be written now, as when no more files can be opened
     */
    void write(RunFolder folder) throws IOException;

    /** Returns a warning for the user when a file could not be written but the run can be reported without it. Called at the end. */
    default Optional<String> warning() {
        return Optional.empty();
    }
}
