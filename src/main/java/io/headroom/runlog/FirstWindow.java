package io.headroom.runlog;

import io.headroom.load.LogMarks;
import io.headroom.load.Step;
import io.headroom.simlog.LogListener;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The first measured window of a log. All injectors of a run begin it at the same moment, which shows how far their clocks differ.
 *
 * @param step        number of the step that the window belongs to
 * @param startMillis start of the window, milliseconds after the start of the log
 */
record FirstWindow(int step, int startMillis) {

    /** Reads a log as far as its first measured window, which comes soon; empty where there is none. */
    static Optional<FirstWindow> in(Path log) throws IOException, UnreadableLogException {
        Search search = new Search();
        try {
            var unused = SimulationLog.read(log, search);
        } catch (WindowFound found) {
            return Optional.of(found.window);
        }
        return Optional.empty();
    }

    private static final class Search implements LogListener {
        @Override
        public void run(RunHeader header) {}

        @Override
        public void request(List<String> groups, String name, int start, int end, boolean ok, String message) {}

        @Override
        public void group(List<String> groups, int startMillis, int endMillis, boolean ok) {
            if (groups.size() == 2) {
                String phase = groups.get(1);
                boolean settling = phase.equals(LogMarks.SETTLING);
                if (settling || phase.equals(LogMarks.MEASURED)) {
                    Step.parse(groups.get(0)).ifPresent(step -> {
                        throw new WindowFound(new FirstWindow(step.number(), settling ? endMillis : startMillis));
                    });
                }
            }
        }
    }

    /** Ends the reading of the log. */
    private static final class WindowFound extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient FirstWindow window;

        WindowFound(FirstWindow window) {
            super(null, null, false, false);
            this.window = window;
        }
    }
}
