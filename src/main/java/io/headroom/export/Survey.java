package io.headroom.export;

import io.headroom.load.Step;
import io.headroom.runlog.ReadingProgress;
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

/** The first reading of the logs of a run: what must be known before the first row can be written. */
final class Survey {

    /** Far more than any run has. */
    private static final int MOST_STEPS = 1 << 10;

    private final ReadingProgress progress;
    private final List<SurveyedLog> logs = new ArrayList<>();
    private final DistinctValues clients = new DistinctValues();
    private final DistinctValues errors = new DistinctValues();
    private final DistinctValues names = new DistinctValues();
    private final DistinctValues groups = new DistinctValues();
    private final Map<String, Step> steps = new LinkedHashMap<>();

    Survey(ReadingProgress progress) {
        this.progress = progress;
    }

    /** Reads a log. */
    void read(NamedLog log) throws IOException, UnreadableLogException {
        SurveyOfLog ofLog = new SurveyOfLog(log);
        clients.add(PlainText.of(log.client()));
        LogState state = log.isAbsent() ? new LogState.Empty() : SimulationLog.read(log.file(), ofLog);
        logs.add(new SurveyedLog(log, Optional.ofNullable(ofLog.header), state, ofLog.requests, ofLog.lastMillis));
    }

    List<SurveyedLog> logs() {
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

    /** The steps by their labels, in the order of the log. */
    Map<String, Step> steps() {
        return steps;
    }

    private void add(Origin origin) {
        clients.add(origin.client());
        names.add(origin.name());
        if (!origin.groups().isEmpty()) {
            groups.add(origin.groups());
        }
        if (steps.size() < MOST_STEPS) {
            origin.step().ifPresent(step -> steps.put(step.label(), step));
        }
    }

    private final class SurveyOfLog implements LogListener {
        private final Origins origins;
        private Origin known;
        private String knownError = "";
        private RunHeader header;
        private long requests;
        private long lastMillis;

        SurveyOfLog(NamedLog log) {
            this.origins = new Origins(log.client());
        }

        @Override
        public void run(RunHeader found) {
            header = found;
        }

        @Override
        public void records(RecordBatch run) {
            long before = requests;
            boolean failed = false;
            for (int i = 0; i < run.length(); i++) {
                requests += run.isRequest(i) ? 1 : 0;
                failed |= run.isRequest(i) && !run.isOk(i);
            }
            lastMillis = Math.max(lastMillis, run.latestEndMillis());
            if (requests > before) {
                learn(run.groups(), run.name());
            }
            if (failed) {
                learn(run.failure());
            }
        }

        @Override
        public void request(
                List<String> around, String name, int startMillis, int endMillis, boolean ok, String message) {
            requests++;
            lastMillis = Math.max(lastMillis, endMillis);
            learn(around, name);
            if (!ok) {
                learn(message);
            }
        }

        @SuppressWarnings("ReferenceEquality") // what is equal but not the same only costs time
        private void learn(List<String> around, String name) {
            Origin origin = origins.of(around, name);
            if (origin != known) {
                known = origin;
                add(origin);
            }
        }

        private void learn(String failure) {
            if (!failure.equals(knownError) || failure.isEmpty()) {
                knownError = failure;
                errors.add(PlainText.of(failure));
            }
        }

        @Override
        public void group(List<String> names, int startMillis, int endMillis, boolean ok) {
            lastMillis = Math.max(lastMillis, endMillis);
        }

        @Override
        public void user(String scenario, boolean start, int millis) {
            lastMillis = Math.max(lastMillis, millis);
        }

        @Override
        public void progress(long bytes, long ofBytes) {
            progress.read(bytes, ofBytes);
        }
    }
}
