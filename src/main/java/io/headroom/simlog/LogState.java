package io.headroom.simlog;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * In what state a log was found. Only {@link Complete} holds all that was written.
 *
 * <p>Offsets and sizes are in bytes; a record's number counts from 1; times are milliseconds after the start of the run.
 */
public sealed interface LogState {

    /** How many complete records were read. */
    long records();

    /** One sentence for people. */
    String words();

    /** Of several logs together: complete when all are, otherwise the state of the worst. */
    static LogState ofAll(List<LogState> states) {
        Optional<LogState> worst = states.stream()
                .filter(state -> !(state instanceof Complete))
                .max(Comparator.comparing(LogState::words));
        long records = states.stream().mapToLong(LogState::records).sum();
        long bytes = states.stream()
                .mapToLong(state -> state instanceof Complete complete ? complete.bytes() : 0)
                .sum();
        return worst.orElseGet(() -> new Complete(records, bytes));
    }

    /** Ends with the end of a record. */
    record Complete(long records, long bytes) implements LogState {
        @Override
        public String words() {
            return "the log is complete";
        }
    }

    /** Ends inside a record: the writer was stopped before it could write all. */
    record Truncated(long records, long offset, long lastMillis) implements LogState {
        @Override
        public String words() {
            return "the log is cut off inside record " + (records + 1) + ", which begins at byte " + offset
                    + "; the last complete record ends " + lastMillis + " ms after the start";
        }
    }

    /** Makes no sense from a record on; what came before was salvaged. */
    record Corrupt(long records, long offset, long bytes, String reason) implements LogState {
        @Override
        public String words() {
            return String.format(
                    Locale.ROOT,
                    "the log is damaged at byte %d, record %d (%s); the %.1f %% before it could be read",
                    offset,
                    records + 1,
                    reason,
                    bytes == 0 ? 0 : 100.0 * offset / bytes);
        }
    }

    /** Holds nothing: the run ended before Gatling wrote its first block. */
    record Empty() implements LogState {
        @Override
        public long records() {
            return 0;
        }

        @Override
        public String words() {
            return "the log is empty: the run was stopped before Gatling wrote its first 8 KiB";
        }
    }
}
