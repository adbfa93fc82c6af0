package io.headroom.report;

import io.headroom.foreign.LoadTimeline;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.RunLog;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the logs of a simulation that is not Headroom's. This is the second reading of these logs, because only the first one
 * shows that they are not Headroom's.
 */
final class ForeignLogs {

    private ForeignLogs() {}

    /**
     * Reads users, arrivals and answers over time.
     *
     * @param log      result of the first reading
     * @param files    the logs of all injectors
     * @param request  name of the requests that count; empty for all
     * @param progress receives the progress through each log
     * @throws IOException            when a file cannot be read
     * @throws UnreadableLogException when a file is not a log
     */
    static LoadTimeline read(RunLog log, List<Path> files, Optional<String> request, ReadingProgress progress)
            throws IOException, UnreadableLogException {
        LoadTimeline timeline =
                new LoadTimeline(request, log.header().orElseThrow().startEpochMillis()) {
                    @Override
                    public void progress(long bytes, long ofBytes) {
                        progress.read(bytes, ofBytes);
                    }
                };
        for (Path file : files) {
            var unused = SimulationLog.read(file, timeline);
        }
        return timeline;
    }
}
