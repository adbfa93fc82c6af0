package io.headroom.export;

import io.headroom.load.LogMarks;
import io.headroom.load.Step;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.RunOutline;
import io.headroom.simlog.LogListener;
import io.headroom.simlog.LogState;
import io.headroom.simlog.RecordBatch;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what must be known before the first row can be written, in the first pass over the logs of a run. */
final class LogScan {

    /** Exceeds the number of steps of any run; a damaged log may hold any number. */
    private static final int MOST_STEPS = 1 << 10;

    private final ReadingProgress progress;
    private final List<ScannedLog> logs = new ArrayList<>();
    private final DistinctValues clients = new DistinctValues();
    private final DistinctValues errors = new DistinctValues();
    private final DistinctValues names = new DistinctValues();
    private final DistinctValues groups = new DistinctValues();
    private final Map<String, Step> steps = new LinkedHashMap<>();

    LogScan(ReadingProgress progress) {
        this.progress = progress;
    }

    /** Reads a log. */
    void read(NamedLog log) throws IOException, UnreadableLogException {
        ScanListener listener = new ScanListener(log);
        clients.add(PlainText.of(log.client()));
        LogState state = log.isAbsent()
                ? new LogState.Empty()
                : listener.outline.state(SimulationLog.read(log.file(), listener), listener.called);
        logs.add(new ScannedLog(
                log, Optional.ofNullable(listener.header), state, listener.requests, listener.lastMillis));
    }

    List<ScannedLog> logs() {
        return List.copyOf(logs);
    }

    DistinctValues clients() {
        return clients;
    }

    DistinctValues errors() {
        return errors;
    }

    DistinctValues names() {
        return names;
    }

    DistinctValues groups() {
        return groups;
    }

    /** Returns the steps by their labels, in the order of the log. */
    Map<String, Step> steps() {
        return steps;
    }

    private void add(RequestContext context) {
        clients.add(context.client());
        names.add(context.name());
        if (!context.groups().isEmpty()) {
            groups.add(context.groups());
        }
        if (steps.size() < MOST_STEPS) {
            context.step().ifPresent(step -> steps.put(step.label(), step));
        }
    }

    private final class ScanListener implements LogListener {
        private final RequestContexts contexts;
        private RequestContext lastContext;
        private String lastError = "";
        private final RunOutline outline = new RunOutline();
        private RunHeader header;
        private boolean called;
        private long requests;
        private long lastMillis;

        ScanListener(NamedLog log) {
            this.contexts = new RequestContexts(log.client());
        }

        @Override
        public void run(RunHeader found) {
            header = found;
            outline.header(found);
        }

        @Override
        public void records(RecordBatch batch) {
            long before = requests;
            boolean failed = false;
            for (int i = 0; i < batch.length(); i++) {
                requests += batch.isRequest(i) ? 1 : 0;
                failed |= batch.isRequest(i) && !batch.isOk(i);
                if (!batch.isRequest(i)) {
                    outline.group(batch.group(i), batch.startMillis(i), batch.endMillis(i));
                }
            }
            lastMillis = Math.max(lastMillis, batch.latestEndMillis());
            if (requests > before) {
                addContext(batch.groups(), batch.name());
            }
            if (failed) {
                addError(batch.failure());
            }
        }

        @Override
        public void request(
                List<String> around, String name, int startMillis, int endMillis, boolean ok, String message) {
            requests++;
            lastMillis = Math.max(lastMillis, endMillis);
            addContext(around, name);
            if (!ok) {
                addError(message);
            }
        }

        @SuppressWarnings("ReferenceEquality") // an equal context that is another object only costs time
        private void addContext(List<String> around, String name) {
            RequestContext context = contexts.of(around, name);
            if (context != lastContext) {
                lastContext = context;
                called |= around.isEmpty() && name.equals(LogMarks.SMOKE);
                add(context);
            }
        }

        private void addError(String failure) {
            if (!failure.equals(lastError) || failure.isEmpty()) {
                lastError = failure;
                errors.add(PlainText.of(failure));
            }
        }

        @Override
        public void group(List<String> names, int startMillis, int endMillis, boolean ok) {
            lastMillis = Math.max(lastMillis, endMillis);
            outline.group(names, startMillis, endMillis);
        }

        @Override
        public void user(String scenario, boolean start, int millis) {
            lastMillis = Math.max(lastMillis, millis);
            outline.user(start);
        }

        @Override
        public void progress(long bytes, long ofBytes) {
            progress.read(bytes, ofBytes);
        }
    }
}
