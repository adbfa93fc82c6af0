package io.headroom.verdict;

import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.Step;
import io.headroom.simlog.LogListener;
import io.headroom.simlog.LogState;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.verdict.RunLog.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rebuilds a run's steps from the records of its log. */
public final class RunLogReader implements LogListener {

    /** A readiness probe. */
    record Probe(int endMillis, boolean ok) {}

    private static final List<String> FINISHED = List.of(LogMarks.END_FINISHED);
    private static final List<String> TIME_LIMIT = List.of(LogMarks.END_TIME_LIMIT);
    private static final List<String> INTERRUPTED = List.of(LogMarks.END_INTERRUPTED);

    private final Map<Step, StepTrack> tracks = new LinkedHashMap<>();
    private final Map<String, Optional<StepTrack>> trackOfLabel = new HashMap<>();
    private final List<Probe> probes = new ArrayList<>();
    private RunHeader header;
    private SmokeCall smoke;
    private Ending ending = Ending.UNSAID;
    private long lastMillis;

    private RunLogReader() {}

    /**
     * Reads a log.
     *
     * @throws IOException            when the file cannot be read
     * @throws UnreadableLogException when it is no log
     */
    public static RunLog read(Path file) throws IOException, UnreadableLogException {
        RunLogReader reader = new RunLogReader();
        LogState state = SimulationLog.read(file, reader);
        return new RunLog(
                Optional.ofNullable(reader.header),
                state,
                reader.tracks.values().stream()
                        .flatMap(track -> track.statistics(reader.probes).stream())
                        .toList(),
                reader.ending,
                Optional.ofNullable(reader.smoke),
                reader.lastMillis);
    }

    @Override
    public void run(RunHeader found) {
        header = found;
    }

    @Override
    public void request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
        lastMillis = Math.max(lastMillis, endMillis);
        if (!groups.isEmpty()) {
            track(groups.get(0))
                    .ifPresent(track -> track.request(name, startMillis, endMillis, Outcome.ofMessage(ok, message)));
        } else if (name.equals(LogMarks.READINESS)) {
            probes.add(new Probe(endMillis, ok));
        } else if (name.equals(LogMarks.SMOKE)) {
            smoke = new SmokeCall(Outcome.ofMessage(ok, message), message, endMillis - startMillis);
        }
    }

    @Override
    public void group(List<String> groups, int startMillis, int endMillis, boolean ok) {
        lastMillis = Math.max(lastMillis, endMillis);
        if (groups.size() == 2) {
            track(groups.get(0)).ifPresent(track -> track.part(groups.get(1), startMillis, endMillis));
        } else if (groups.equals(FINISHED)) {
            ending = Ending.FINISHED;
        } else if (groups.equals(TIME_LIMIT)) {
            ending = Ending.TIME_LIMIT;
        } else if (groups.equals(INTERRUPTED)) {
            ending = Ending.INTERRUPTED;
        }
    }

    private Optional<StepTrack> track(String label) {
        return trackOfLabel.computeIfAbsent(
                label, text -> Step.parse(text).map(step -> tracks.computeIfAbsent(step, StepTrack::new)));
    }
}
