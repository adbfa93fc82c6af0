package io.headroom.runlog;

import io.headroom.load.ClientShare;
import io.headroom.load.Fairness;
import io.headroom.load.LastFailure;
import io.headroom.load.Load;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.load.Timeline;
import io.headroom.plan.EndMark;
import io.headroom.simlog.LogListener;
import io.headroom.simlog.RecordBatch;
import io.headroom.simlog.RunHeader;
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

    /**
     * A step that came to its end.
     *
     * @param windowStartMillis when its measured window began, milliseconds after the start of the run
     * @param share             what the injector's clients offered together; nothing when none of them took part
     * @param parts             what each of them did
     */
    record FinishedStep(
            Step step,
            StepRecorder recorder,
            long windowStartMillis,
            Optional<Load> share,
            List<Fairness.ServedPart> parts) {}

    /** Far more than any run has; a step takes some 40 KB. */
    private static final int MOST_STEPS = 1 << 10;

    /** A probe a second for a day and a half; later ones are not counted. */
    private static final int MOST_PROBES = 1 << 17;

    private final Lanes lanes;
    private final StepLabels labels;
    private final InjectorClients clients;
    private final long runStartEpochMillis;
    private final Optional<String> request;
    private final ReadingProgress progress;
    private final Map<Step, StepTrack> tracks = new LinkedHashMap<>();
    private final Map<String, StepTrack> trackOfLabel = new HashMap<>();
    private final List<Probe> probes = new ArrayList<>();
    private SmokeCall smoke;
    private Optional<EndMark> end = Optional.empty();
    private boolean hasHeader;
    private int offsetMillis;
    private int lastMillis;
    private long usersLeft;

    private Lanes.Lane last;
    private List<String> lastVisit = List.of();
    private String noLabel = "";
    private final LastFailure failures = new LastFailure();

    /**
     * @param timeline is told what happened
     * @param labels   of steps, also those of other logs
     * @param clients  that it hosts
     * @param runStartEpochMillis when the first injector started, by this one's clock; the times of all count from it
     * @param request             name of the requests of a foreign simulation that count; nothing for all
     * @param progress            told how far the reading is
     */
    InjectorLog(
            Timeline timeline,
            StepLabels labels,
            InjectorClients clients,
            long runStartEpochMillis,
            Optional<String> request,
            ReadingProgress progress) {
        this.labels = labels;
        this.clients = clients;
        this.request = request;
        this.progress = progress;
        this.lanes = new Lanes(timeline, clients.hosted());
        this.last = lanes.first();
        this.runStartEpochMillis = runStartEpochMillis;
    }

    @Override
    public void run(RunHeader header) {
        hasHeader = true;
        offsetMillis = Math.toIntExact(header.startEpochMillis() - runStartEpochMillis);
    }

    @Override
    public void records(RecordBatch run) {
        if (last.track() == null
                || (run.endsGroup() && !isVisit(run.group()))
                || (run.endsInnerGroup() && !isVisit(run.innerGroup()))) {
            LogListener.super.records(run);
            return;
        }
        lastMillis = Math.max(lastMillis, run.latestEndMillis());
        Outcome failed = failures.of(run.failure());
        Lanes.Lane lane = lane(run.groups(), run.name());
        int place = lane.alike().add(run, 0, offsetMillis, failed);
        while (place < run.length()) {
            if (!run.isRequest(place)) {
                place++;
                continue;
            }
            int end = run.endMillis(place) + offsetMillis;
            int latency = run.endMillis(place) - run.startMillis(place);
            boolean ok = run.isOk(place);
            other(lane, run.name(), end, latency, ok ? Outcome.OK : failed, ok ? "" : run.failure());
            place = lane.alike().add(run, place + 1, offsetMillis, failed);
        }
        failed(run.failure(), run.failures());
    }

    private void failed(String text, int count) {
        if (count > 0 && last.client() != null) {
            last.client().failed(text, count);
        }
    }

    @Override
    public void request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
        int end = endMillis + offsetMillis;
        int latency = endMillis - startMillis;
        lastMillis = Math.max(lastMillis, endMillis);
        if (request.isPresent() && !request.get().equals(name)) {
            return;
        }
        Outcome outcome = ok ? Outcome.OK : failures.of(message);
        Lanes.Lane lane = lane(groups, name);
        if (!lane.alike().add(end, latency, outcome)) {
            other(lane, name, end, latency, outcome, message);
        }
        failed(message, ok ? 0 : 1);
    }

    /** Where requests of that name in those groups are counted. */
    private Lanes.Lane lane(List<String> groups, String name) {
        if (!last.isOf(groups, name)) {
            StepTrack before = last.track();
            Lanes.Lane known = lanes.find(groups, name);
            last = known == null ? newLane(groups, name) : known;
            lastVisit = last.track() == before ? lastVisit : List.of();
        }
        return last;
    }

    private Lanes.Lane newLane(List<String> groups, String name) {
        StepTrack track = groups.isEmpty() ? null : track(groups.get(0));
        ClientShare share = clients.share(groups);
        boolean probe = groups.isEmpty() && name.equals(LogMarks.READINESS);
        Lanes.Lane lane = lanes.make(groups, name);
        lane.isFor(track, probe ? null : clients.of(share), track == null || share == null ? null : track.part(share));
        return lane;
    }

    /** Whether a group's end is that of a visit to the current step, one of very many, which tells nothing. */
    @SuppressWarnings("ReferenceEquality") // what is equal but not the same only costs time
    private boolean isVisit(List<String> groups) {
        if (last.track() == null) {
            return false;
        }
        if (groups == last.groups() || groups == lastVisit) {
            return true;
        }
        boolean visit = !groups.isEmpty()
                && groups.get(0).equals(last.groups().get(0))
                && (groups.size() == 1 || clients.share(groups) != null);
        lastVisit = visit ? groups : lastVisit;
        return visit;
    }

    /** A request that does not count as those before it in its lane. */
    private void other(Lanes.Lane lane, String name, int end, int latency, Outcome outcome, String message) {
        lane.alike().handOn();
        if (!lane.groups().isEmpty() || !alone(name, latency, end, outcome, message)) {
            lane.begin(end, latency, outcome);
        }
    }

    /** Whether it is one of our requests that are no load. */
    private boolean alone(String name, int latencyMillis, int end, Outcome outcome, String message) {
        if (name.equals(LogMarks.READINESS)) {
            if (probes.size() < MOST_PROBES) {
                probes.add(new Probe(end, outcome == Outcome.OK));
            }
            return true;
        }
        if (name.equals(LogMarks.SMOKE)) {
            smoke = new SmokeCall(outcome, message, latencyMillis);
            if (last.client() != null) {
                last.client().requests(latencyMillis, outcome, 1);
                last.client().answered(outcome == Outcome.OK, end, end);
            }
            return true;
        }
        return false;
    }

    @Override
    public void group(List<String> groups, int startMillis, int endMillis, boolean ok) {
        lastMillis = Math.max(lastMillis, endMillis);
        if (isVisit(groups)) {
            return;
        }
        lanes.handOn();
        if (groups.size() == 2) {
            StepTrack track = track(groups.get(0));
            if (track != null) {
                track.part(groups.get(1), startMillis + offsetMillis, endMillis + offsetMillis);
            }
        } else if (groups.size() == 1) {
            end = EndMark.parse(groups.get(0)).or(() -> end);
        }
    }

    @Override
    public void user(String scenario, boolean start, int millis) {
        lastMillis = Math.max(lastMillis, millis);
        usersLeft += start ? 1 : -1;
    }

    @Override
    public void progress(long bytes, long ofBytes) {
        progress.read(bytes, ofBytes);
    }

    /**
     * The step of that label; null for none. Remembers only what is a label: a foreign simulation may name as many groups as it has
     * requests.
     */
    private StepTrack track(String label) {
        if (label.equals(noLabel)) {
            return null;
        }
        StepTrack known = trackOfLabel.get(label);
        return known == null ? newTrack(label) : known;
    }

    private StepTrack newTrack(String label) {
        StepTrack track = labels.step(label).map(this::track).orElse(null);
        if (track == null) {
            noLabel = label;
        } else {
            trackOfLabel.put(label, track);
        }
        return track;
    }

    /** Null where there are too many. */
    private StepTrack track(Step step) {
        StepTrack track = tracks.get(step);
        if (track == null && tracks.size() < MOST_STEPS) {
            track = new StepTrack(step);
            tracks.put(step, track);
        }
        return track;
    }

    /** The steps that came to their end. They are numbered as they come: one that is out of order is no step of ours. */
    List<FinishedStep> finished() {
        lanes.handOn();
        List<FinishedStep> finished = new ArrayList<>();
        int before = 0;
        for (Map.Entry<Step, StepTrack> entry : tracks.entrySet()) {
            Step step = entry.getKey();
            StepTrack track = entry.getValue();
            Optional<StepRecorder> recorder = track.recorder(probes);
            if (recorder.isPresent() && step.number() > before) {
                before = step.number();
                finished.add(new FinishedStep(
                        step, recorder.get(), track.windowStartMillis(), track.share(), track.parts()));
            }
        }
        return finished;
    }

    boolean hasHeader() {
        return hasHeader;
    }

    /** When this injector started, milliseconds after the start of the run. */
    long firstMillis() {
        return offsetMillis;
    }

    Optional<EndMark> end() {
        return end;
    }

    Optional<SmokeCall> smoke() {
        return Optional.ofNullable(smoke);
    }

    /** Time of the last record, milliseconds after the start of the run. */
    long lastMillis() {
        return (long) offsetMillis + lastMillis;
    }

    /** Virtual users that had not left when the log ended: what they waited for was never counted. */
    long usersLeft() {
        return usersLeft;
    }
}
