package io.headroom.simlog;

import java.util.Locale;

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
