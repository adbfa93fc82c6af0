package io.headroom.runlog;

import io.headroom.load.ClientShare;
import io.headroom.load.LastFailure;
import io.headroom.load.LogMarks;
import io.headroom.load.MessageCounter;
import io.headroom.load.MessageCounts;
import io.headroom.load.Outcome;
import io.headroom.load.Timeline;
import io.headroom.plan.EndMark;
import io.headroom.simlog.LogListener;
import io.headroom.simlog.LogState;
import io.headroom.simlog.RecordBatch;
import io.headroom.simlog.RunHeader;
import java.util.List;
import java.util.Optional;

/**
 * Rebuilds the steps of one injector from the records of its log. The strings of one record are nearly always the same objects as
 * those of the record before, so what was looked up for them is remembered.
 *
 * <p>Times of the log count from the start of the injector; {@code offsetMillis} is added to them, so that all count from the start
 * of the run.
 */
final class InjectorLogListener implements LogListener {

    private final OpenBatches batches;
    private final StepTracks steps;
    private final InjectorClients clients;
    private final long runStartEpochMillis;
    private final Optional<String> requestName;
    private final ReadingProgress progress;
    private final LastFailure failures = new LastFailure();
    private final MessageCounter errors = new MessageCounter();
    private final CallsOutsideLoad outsideLoad = new CallsOutsideLoad();
    private final RunOutline outline = new RunOutline();
    private boolean hasHeader;
    private int offsetMillis;
    private int lastMillis;

    /** Batch of the last request. */
    private RequestBatch last;

    /** Cache: the groups that were last recognized as the visit of a virtual user to the step of {@link #last}. */
    private List<String> lastVisit = List.of();

    /**
     * @param timeline            receives the answers
     * @param labels              labels of steps, shared with other logs
     * @param clients             clients that the injector hosts
     * @param runStartEpochMillis start of the first injector, by the clock of this one
     * @param requestName         name of the requests to count in somebody else's simulation; empty to count all requests
     * @param progress            receives progress while the log is read
     */
    InjectorLogListener(
            Timeline timeline,
            StepLabels labels,
            InjectorClients clients,
            long runStartEpochMillis,
            Optional<String> requestName,
            ReadingProgress progress) {
        this.steps = new StepTracks(labels);
        this.clients = clients;
        this.requestName = requestName;
        this.progress = progress;
        this.batches = new OpenBatches(timeline, clients.hosted());
        this.last = batches.first();
        this.runStartEpochMillis = runStartEpochMillis;
    }

    @Override
    public void run(RunHeader header) {
        hasHeader = true;
        outline.header(header);
        offsetMillis = Math.toIntExact(header.startEpochMillis() - runStartEpochMillis);
    }

    @Override
    public void records(RecordBatch records) {
        if (last.step() == null
                || (records.endsGroup() && !isVisit(records.group()))
                || (records.endsInnerGroup() && !isVisit(records.innerGroup()))) {
            LogListener.super.records(records);
            return;
        }
        lastMillis = Math.max(lastMillis, records.latestEndMillis());
        Outcome failed = failures.of(records.failure()).outcome();
        RequestBatch batch = batch(records.groups(), records.name());
        int i = batch.add(records, 0, offsetMillis, failed);
        while (i < records.length()) {
            if (!records.isRequest(i)) {
                i++;
                continue;
            }
            int end = records.endMillis(i) + offsetMillis;
            int latency = records.endMillis(i) - records.startMillis(i);
            boolean ok = records.isOk(i);
            addUnlike(batch, records.name(), end, latency, ok ? Outcome.OK : failed, ok ? "" : records.failure());
            i = batch.add(records, i + 1, offsetMillis, failed);
        }
        addFailures(records.failure(), records.failures());
    }

    @Override
    public void request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
        int end = endMillis + offsetMillis;
        int latency = endMillis - startMillis;
        lastMillis = Math.max(lastMillis, endMillis);
        if (requestName.isPresent() && !requestName.get().equals(name)) {
            return;
        }
        Outcome outcome = ok ? Outcome.OK : failures.of(message).outcome();
        RequestBatch batch = batch(groups, name);
        if (!batch.add(end, latency, outcome)) {
            addUnlike(batch, name, end, latency, outcome, message);
        }
        addFailures(message, ok ? 0 : 1);
    }

    private void addFailures(String message, int count) {
        if (count > 0) {
            last.failed(message, failures.of(message), count);
        }
    }

    /** Returns the batch for requests of this name in these groups. */
    private RequestBatch batch(List<String> groups, String name) {
        if (!last.isFor(groups, name)) {
            StepTrack before = last.step();
            RequestBatch open = batches.find(groups, name);
            last = open == null ? newBatch(groups, name) : open;
            lastVisit = last.step() == before ? lastVisit : List.of();
        }
        return last;
    }

    private RequestBatch newBatch(List<String> groups, String name) {
        StepTrack step = groups.isEmpty() ? null : steps.find(groups.get(0));
        ClientShare share = clients.share(groups);
        boolean probe = groups.isEmpty() && name.equals(LogMarks.READINESS);
        RequestBatch batch = batches.flushed();
        batch.reuse(
                groups,
                name,
                step,
                probe ? null : clients.of(share),
                step == null || share == null ? null : step.client(share));
        return batch;
    }

    /** Adds a request that is not counted like those in its batch: it begins the batch anew, unless it is not load. */
    private void addUnlike(RequestBatch batch, String name, int end, int latency, Outcome outcome, String message) {
        batch.flush();
        boolean load =
                !batch.groups().isEmpty() || !outsideLoad.take(name, end, latency, outcome, message, last.client());
        if (load) {
            batch.begin(end, latency, outcome);
        }
    }

    @Override
    public void group(List<String> groups, int startMillis, int endMillis, boolean ok) {
        lastMillis = Math.max(lastMillis, endMillis);
        if (isVisit(groups)) {
            return;
        }
        batches.flush();
        outline.group(groups, startMillis, endMillis);
        if (groups.size() == 2) {
            StepTrack step = steps.find(groups.get(0));
            if (step != null) {
                step.phase(groups.get(1), startMillis + offsetMillis, endMillis + offsetMillis);
            }
        } else if (groups.size() == 1) {
            outsideLoad.group(groups.get(0));
        }
    }

    /**
     * Returns whether these groups are a virtual user's visit to the current step. There are very many such visits, and their ends
     * say nothing. Lists that are equal but not the same only cost time.
     */
    @SuppressWarnings("ReferenceEquality")
    private boolean isVisit(List<String> groups) {
        if (last.step() == null) {
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

    @Override
    public void user(String scenario, boolean start, int millis) {
        lastMillis = Math.max(lastMillis, millis);
        outline.user(start);
    }

    @Override
    public void error(String message, int millis) {
        lastMillis = Math.max(lastMillis, millis);
        errors.add(message, 1);
    }

    @Override
    public void progress(long bytes, long ofBytes) {
        progress.read(bytes, ofBytes);
    }

    /** Returns the steps that came to their end. Called once, at the end of the log. */
    List<StepTracks.FinishedTrack> finished() {
        batches.flush();
        return steps.finished(outsideLoad.probes());
    }

    boolean hasHeader() {
        return hasHeader;
    }

    /** Returns the start of this injector, in milliseconds after the start of the run. */
    long firstMillis() {
        return offsetMillis;
    }

    /** Returns the time of the last record, in milliseconds after the start of the run. */
    long lastMillis() {
        return (long) offsetMillis + lastMillis;
    }

    /** Returns how the run ended, if the log says it. */
    Optional<EndMark> end() {
        return outline.end();
    }

    /**
     * Returns the state of the log once it has been read.
     *
     * @param read the state in which its records were found
     */
    LogState state(LogState read) {
        return outline.state(read, smoke().isPresent());
    }

    /** Returns the call before any load, if there was one. */
    Optional<SmokeCall> smoke() {
        return outsideLoad.smoke();
    }

    /** Returns the errors outside any request. */
    MessageCounts errors() {
        return errors.counts();
    }

    /** Returns the virtual users that had not left when the log ended. The requests that they waited for are not in the log. */
    long usersLeft() {
        return outline.usersLeft();
    }
}
