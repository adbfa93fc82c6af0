package io.headroom.runlog;

import io.headroom.load.ImpossibleRunException;
import io.headroom.load.InjectorSample;
import io.headroom.load.Timeline;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a run from its logs: one log, or those of several injectors that ran at the same time. Several logs are merged as if one
 * injector had written them. Neither the order nor the names of the files change the result.
 *
 * <p>In a run of several clients each log says which of the clients it holds, and the label of a step names the load of all clients
 * together, so what is missing can be told. Other injectors know nothing of each other: each of them offers the load that the label
 * names, and a step counts only if all of them finished it.
 */
public final class RunLogReader {

    private RunLogReader() {}

    /**
     * Reads a single log.
     *
     * @throws IOException            when the file cannot be read
     * @throws UnreadableLogException when the file is not a log
     */
    public static RunLog read(Path file) throws IOException, UnreadableLogException {
        return read(List.of(file), Optional.empty(), Map.of(), ReadingProgress.SILENT);
    }

    /**
     * Reads the logs of all injectors of one run, and no files beside them.
     *
     * @param requestName name of the requests to count in somebody else's simulation; empty to count all requests
     * @param samples     what each injector noticed about itself, by log and step label; may lack logs and steps
     */
    public static RunLog read(
            List<Path> logs,
            Optional<String> requestName,
            Map<Path, Map<String, InjectorSample>> samples,
            ReadingProgress progress)
            throws IOException, UnreadableLogException {
        List<InjectorFiles> injectors = logs.stream()
                .distinct()
                .map(log -> InjectorFiles.of(log, samples.getOrDefault(log, Map.of())))
                .toList();
        return read(injectors, requestName, progress);
    }

    /**
     * Reads the logs of all injectors of one run.
     *
     * @param requestName name of the requests to count in somebody else's simulation; empty to count all requests
     * @param progress    receives the progress through all logs together
     * @throws IOException            when a file cannot be read
     * @throws UnreadableLogException when a file is not a log, the logs are not of one run, or two of them hold the same client
     */
    public static RunLog read(List<InjectorFiles> files, Optional<String> requestName, ReadingProgress progress)
            throws IOException, UnreadableLogException {
        RunInjectors injectors = RunInjectors.of(files);
        RunMerger merger = new RunMerger(injectors);
        Timeline timeline = new ParallelLogReader(injectors, requestName, progress).read(merger::add);
        injectors.requireOverlap(merger.spans());
        try {
            return merger.merged(timeline);
        } catch (ImpossibleRunException e) {
            throw new UnreadableLogException(files.get(0).log() + ": the log is damaged: " + e.getMessage());
        }
    }
}
