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

/** Writes each request of a run as a row, in the second pass over its logs. */
final class RequestRows {

    /**
     * Bounds the start of a log so that all its times are in the years 1 to 9999, the only ones that RFC 3339 can write: the times of a
     * log are its start plus an int of milliseconds.
     */
    private static final long EARLIEST_START = -62_135_596_800_000L - Integer.MIN_VALUE;

    private static final long LATEST_START = 253_402_300_799_999L - Integer.MAX_VALUE;

    private final RequestSink sink;
    private final ReadingProgress progress;
    private final BooleanSupplier abandoned;
    private final Map<String, Sequence> sequences = new HashMap<>();

    /** Counts the requests of a client. */
    private static final class Sequence {
        private long last;
    }

    /** @param abandoned says whether to stop early */
    RequestRows(RequestSink sink, ReadingProgress progress, BooleanSupplier abandoned) {
        this.sink = sink;
        this.progress = progress;
        this.abandoned = abandoned;
    }

    /** Returns the nearest start of a log with which all its times are in the years 1 to 9999. */
    static long withinYears(long startEpochMillis) {
        return Math.max(EARLIEST_START, Math.min(LATEST_START, startEpochMillis));
    }

    /**
     * Returns the same for a start with a clock correction.
     *
     * @param clockMillis milliseconds to add to the start
     */
    static long withinYears(long startEpochMillis, long clockMillis) {
        return withinYears(withinYears(startEpochMillis) + clockMillis);
    }

    /**
     * Returns a listener that writes the requests of a log. It ignores requests beyond those that the scan found, since an injector may
     * still be writing to its log.
     */
    LogListener of(ScannedLog log) {
        return new RowsOfLog(log);
    }

    private final class RowsOfLog implements LogListener {
        private final RequestContexts contexts;
        private final LastFailure failures = new LastFailure();
        private final long clockMillis;
        private long left;
        private long startEpochMillis;
        private RequestContext context;
        private Sequence sequence = new Sequence();
        private String failure = "";
        private String error = "";

        RowsOfLog(ScannedLog log) {
            this.contexts = new RequestContexts(log.log().client());
            this.clockMillis = log.log().clockMillis();
            this.left = log.requests();
        }

        @Override
        public void run(RunHeader header) {
            startEpochMillis = withinYears(header.startEpochMillis(), clockMillis);
        }

        @Override
        public void records(RecordBatch batch) {
            stopIfAbandoned();
            setContext(batch.groups(), batch.name());
            setError(batch.failure());
            Outcome failed = failures.of(batch.failure()).outcome();
            for (int i = 0; i < batch.length(); i++) {
                if (batch.isRequest(i)) {
                    add(batch.startMillis(i), batch.endMillis(i), batch.isOk(i) ? Outcome.OK : failed);
                }
            }
        }

        @Override
        public void request(
                List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
            stopIfAbandoned();
            setContext(groups, name);
            setError(message);
            add(startMillis, endMillis, ok ? Outcome.OK : failures.of(message).outcome());
        }

        @SuppressWarnings("ReferenceEquality") // an equal context that is another object only costs time
        private void setContext(List<String> groups, String name) {
            RequestContext next = contexts.of(groups, name);
            if (next != context) {
                context = next;
                sequence = sequences.computeIfAbsent(next.client(), client -> new Sequence());
            }
        }

        private void setError(String message) {
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
                        context,
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
