package io.headroom.verdict;

import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.Step;
import io.headroom.load.StepTotal;
import io.headroom.load.Timeline;
import io.headroom.simlog.LogListener;
import io.headroom.simlog.RunHeader;
import io.headroom.verdict.RunLog.Ending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One injector's log while it is read. The strings of one record are nearly always the same objects as those of the record
 * before, so what was looked up for them is remembered.
 */
final class InjectorLog implements LogListener {

    /** A readiness probe. */
    record Probe(int endMillis, boolean ok) {}

    private static final Map<List<String>, Ending> ENDINGS = Map.of(
            List.of(LogMarks.END_FINISHED), Ending.FINISHED,
            List.of(LogMarks.END_TIME_LIMIT), Ending.TIME_LIMIT,
            List.of(LogMarks.END_INTERRUPTED), Ending.INTERRUPTED);

    private final Timeline timeline;
    private final long runStartEpochMillis;
    private final ReadingProgress progress;
    private final Map<Step, StepTrack> tracks = new LinkedHashMap<>();
    private final Map<String, Optional<StepTrack>> trackOfLabel = new HashMap<>();
    private final List<Probe> probes = new ArrayList<>();
    private SmokeCall smoke;
    private Ending ending = Ending.UNSAID;
    private int offsetMillis;
    private int lastMillis;
    private long usersLeft;

    private List<String> lastGroups = List.of();
    private StepTrack lastTrack;
    private String lastName = "";
    private boolean lastSettles;
    private String lastMessage = "";
    private Outcome lastFailure = Outcome.OTHER_ERROR;

    /**
     * @param runStartEpochMillis when the first injector started; the times of all count from it
     * @param progress            told how far the reading is
     */
    InjectorLog(Timeline timeline, long runStartEpochMillis, ReadingProgress progress) {
        this.progress = progress;
        this.timeline = timeline;
        this.runStartEpochMillis = runStartEpochMillis;
    }

    @Override
    public void run(RunHeader header) {
        offsetMillis = Math.toIntExact(header.startEpochMillis() - runStartEpochMillis);
    }

    @Override
    public void request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
        int end = endMillis + offsetMillis;
        lastMillis = Math.max(lastMillis, end);
        Outcome outcome = ok ? Outcome.OK : failure(message);
        if (!groups.equals(lastGroups)) {
            lastGroups = groups;
            lastTrack = groups.isEmpty() ? null : track(groups.get(0)).orElse(null);
        }
        if (groups.isEmpty() && alone(name, endMillis - startMillis, end, outcome, message)) {
            return;
        }
        timeline.request(end, endMillis - startMillis, outcome);
        if (lastTrack != null) {
            lastTrack.request(settles(name), end, endMillis - startMillis, outcome);
        }
    }

    /** Whether it is one of our requests that are no load. */
    private boolean alone(String name, int latencyMillis, int end, Outcome outcome, String message) {
        if (name.equals(LogMarks.READINESS)) {
            probes.add(new Probe(end, outcome == Outcome.OK));
            return true;
        }
        if (name.equals(LogMarks.SMOKE)) {
            smoke = new SmokeCall(outcome, message, latencyMillis);
            return true;
        }
        return false;
    }

    private Outcome failure(String message) {
        if (!message.equals(lastMessage)) {
            lastMessage = message;
            lastFailure = Outcome.ofMessage(false, message);
        }
        return lastFailure;
    }

    private boolean settles(String name) {
        if (!name.equals(lastName)) {
            lastName = name;
            lastSettles = name.equals(LogMarks.SCORE_SETTLING);
        }
        return lastSettles;
    }

    @Override
    public void group(List<String> groups, int startMillis, int endMillis, boolean ok) {
        lastMillis = Math.max(lastMillis, endMillis + offsetMillis);
        if (groups.size() == 2) {
            track(groups.get(0))
                    .ifPresent(
                            track -> track.part(groups.get(1), startMillis + offsetMillis, endMillis + offsetMillis));
        } else {
            ending = ENDINGS.getOrDefault(groups, ending);
        }
    }

    @Override
    public void user(String scenario, boolean start, int millis) {
        usersLeft += start ? 1 : -1;
    }

    @Override
    public void progress(long bytes, long ofBytes) {
        progress.read(bytes, ofBytes);
    }

    private Optional<StepTrack> track(String label) {
        return trackOfLabel.computeIfAbsent(
                label, text -> Step.parse(text).map(step -> tracks.computeIfAbsent(step, StepTrack::new)));
    }

    /** Adds the steps that came to their end. */
    void addTo(Map<Step, StepTotal> totals) {
        tracks.forEach((step, track) -> track.recorder(probes)
                .ifPresent(
                        recorder -> totals.computeIfAbsent(step, StepTotal::new).add(recorder)));
    }

    Ending ending() {
        return ending;
    }

    Optional<SmokeCall> smoke() {
        return Optional.ofNullable(smoke);
    }

    long lastMillis() {
        return lastMillis;
    }

    /** Virtual users that had not left when the log ended: what they waited for was never counted. */
    long usersLeft() {
        return usersLeft;
    }
}
