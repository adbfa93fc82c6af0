package io.headroom.export;

import io.headroom.load.LastFailure;
import io.headroom.load.Outcome;
import io.headroom.runlog.ReadingProgress;
import io.headroom.simlog.LogListener;
import io.headroom.simlog.RecordBatch;
import io.headroom.simlog.RunHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The second reading of the logs of a run: each request is a row. */
final class RequestRows {

    /** The years 1 to 9999, less what an int of milliseconds can add: beyond, RFC 3339 has no words. */
    private static final long EARLIEST_START = -62_135_596_800_000L - Integer.MIN_VALUE;

    private static final long LATEST_START = 253_402_300_799_999L - Integer.MAX_VALUE;

    private final RequestSink sink;
    private final ReadingProgress progress;
    private final BooleanSupplier abandoned;
    private final Map<String, Sequence> sequences = new HashMap<>();

    /** How many requests a client has sent so far. */
    private static final class Sequence {
        private long last;
    }

    /** @param abandoned whether to go no further */
    RequestRows(RequestSink sink, ReadingProgress progress, BooleanSupplier abandoned) {
        this.sink = sink;
        this.progress = progress;
        this.abandoned = abandoned;
    }

    /** The nearest start after and before which all times of a log have words. */
    static long withinYears(long startEpochMillis) {
        return Math.max(EARLIEST_START, Math.min(LATEST_START, startEpochMillis));
    }

    /** The same by the clock of all, which is so much later. */
    static long withinYears(long startEpochMillis, long clockMillis) {
        return withinYears(withinYears(startEpochMillis) + clockMillis);
    }

    /** Is told a log; takes no more requests than the survey found, since an injector may still be writing. */
    LogListener of(SurveyedLog log) {
        return new RowsOfLog(log);
    }

    private final class RowsOfLog implements LogListener {
        private final Origins origins;
        private final LastFailure failures = new LastFailure();
        private final long clockMillis;
        private long left;
        private long startEpochMillis;
        private Origin origin;
        private Sequence sequence = new Sequence();
        private String failure = "";
        private String error = "";

        RowsOfLog(SurveyedLog log) {
            this.origins = new Origins(log.log().client());
            this.clockMillis = log.log().clockMillis();
            this.left = log.requests();
        }

        @Override
        public void run(RunHeader header) {
            startEpochMillis = withinYears(header.startEpochMillis(), clockMillis);
        }

        @Override
        public void records(RecordBatch run) {
            stopIfAbandoned();
            sentFrom(run.groups(), run.name());
            failedBy(run.failure());
            Outcome failed = failures.of(run.failure());
            for (int i = 0; i < run.length(); i++) {
                if (run.isRequest(i)) {
                    add(run.startMillis(i), run.endMillis(i), run.isOk(i) ? Outcome.OK : failed);
                }
            }
        }

        @Override
        public void request(
                List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
            stopIfAbandoned();
            sentFrom(groups, name);
            failedBy(message);
            add(startMillis, endMillis, ok ? Outcome.OK : failures.of(message));
        }

        @SuppressWarnings("ReferenceEquality") // what is equal but not the same only costs time
        private void sentFrom(List<String> groups, String name) {
            Origin found = origins.of(groups, name);
            if (found != origin) {
                origin = found;
                sequence = sequences.computeIfAbsent(found.client(), client -> new Sequence());
            }
        }

        private void failedBy(String message) {
            if (!message.equals(failure)) {
                failure = message;
                error = PlainText.of(message);
            }
        }

        private void add(int startMillis, int endMillis, Outcome state) {
            if (left == 0) {
                return;
            }
            left--;
            sequence.last++;
            try {
                sink.add(
                        origin,
                        sequence.last,
                        startEpochMillis + startMillis,
                        Math.max(0, endMillis - startMillis),
                        state,
                        error);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void stopIfAbandoned() {
            if (abandoned.getAsBoolean()) {
                throw new UncheckedIOException(new IOException(UnfinishedFile.INTERRUPTED));
            }
        }

        @Override
        public void progress(long bytes, long ofBytes) {
            progress.read(bytes, ofBytes);
        }
    }
}
