package io.headroom.simlog;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The state in which a log was found. Only a {@link Complete} log holds all that was written.
 *
 * <p>Offsets and sizes are in bytes. Records are numbered from 1. Times are milliseconds after the start of the run.
 */
public sealed interface LogState {

    /** Returns the number of complete records that were read. */
    long records();

    /** Returns whether the log holds all that was written. */
    default boolean isComplete() {
        return asComplete().isPresent();
    }

    /** Returns whether the log ends with the end of a record, whatever it lacks. */
    default boolean endsCleanly() {
        return isComplete();
    }

    /** Returns the state of a log that holds all that was written. */
    default Optional<Complete> asComplete() {
        return Optional.empty();
    }

    /** Returns a clause that says what is wrong, and where. */
    String description();

    /** Returns a rank: the higher it is, the more of the log can be missing. */
    int loss();

    /**
     * Returns the state of several logs together: complete when all are, otherwise the state of the worst. A single log keeps its own
     * state.
     */
    static LogState ofAll(Map<Path, LogState> states) {
        if (states.size() == 1) {
            return states.values().iterator().next();
        }
        Comparator<Map.Entry<Path, LogState>> byLoss =
                Comparator.comparing(entry -> entry.getValue().loss());
        long records = states.values().stream().mapToLong(LogState::records).sum();
        return states.entrySet().stream()
                .filter(entry -> !entry.getValue().isComplete())
                .max(byLoss.thenComparing(entry -> entry.getValue().description()))
                .<LogState>map(worst -> new OneOfSeveral(records, worst.getKey(), worst.getValue()))
                .orElseGet(() -> new Complete(records, bytes(states)));
    }

    private static long bytes(Map<Path, LogState> complete) {
        return complete.values().stream()
                .flatMap(state -> state.asComplete().stream())
                .mapToLong(Complete::bytes)
                .sum();
    }

    /** A log that ends with the end of a record. */
    record Complete(long records, long bytes) implements LogState {
        @Override
        public Optional<Complete> asComplete() {
            return Optional.of(this);
        }

        @Override
        public String description() {
            return "the log is complete";
        }

        @Override
        public int loss() {
            return 0;
        }
    }

    /**
     * A log of Headroom that can be read to its end, but does not hold a whole run, or holds what no run can do.
     *
     * @param records number of records
     * @param reason  clause that says what is missing or impossible
     */
    record NoWholeRun(long records, String reason) implements LogState {
        @Override
        public boolean endsCleanly() {
            return true;
        }

        @Override
        public String description() {
            return reason;
        }

        @Override
        public int loss() {
            return 1;
        }
    }

    /**
     * A log that ends inside a record: its writer was killed before it could write all.
     *
     * @param records    number of complete records
     * @param offset     start of the record that is cut off
     * @param lastMillis time of the last complete record
     */
    record Truncated(long records, long offset, long lastMillis) implements LogState {
        @Override
        public String description() {
            return "the log is cut off inside record " + (records + 1) + ", which begins at byte " + offset
                    + "; the last complete record ends " + lastMillis + " ms after the start";
        }

        @Override
        public int loss() {
            return 1;
        }
    }

    /**
     * A log that makes no sense from some record on. The records before it were read.
     *
     * @param records number of records before the damage
     * @param offset  start of the first record that makes no sense
     * @param bytes   size of the log
     * @param reason  what was found there
     */
    record Corrupt(long records, long offset, long bytes, String reason) implements LogState {
        @Override
        public String description() {
            return String.format(
                    Locale.ROOT,
                    "the log is damaged at byte %d, record %d (%s); the %.1f %% before it could be read",
                    offset,
                    records + 1,
                    reason,
                    bytes == 0 ? 0 : 100.0 * offset / bytes);
        }

        @Override
        public int loss() {
            return 2;
        }
    }

    /** A log without a byte: the run ended before Gatling wrote its first 8 KiB. */
    record Empty() implements LogState {
        @Override
        public long records() {
            return 0;
        }

        @Override
        public String description() {
            return "the log is empty: the run was stopped before Gatling wrote its first 8 KiB";
        }

        @Override
        public int loss() {
            return 3;
        }
    }

    /**
     * Logs of a run of several clients of which a part is missing, or whose clocks cannot be relied on. There is at least one reason.
     *
     * @param records  number of records in the logs that are there
     * @param missing  clauses that say what is missing
     * @param doubtful clauses that say what cannot be relied on
     */
    record Partial(long records, List<String> missing, List<String> doubtful) implements LogState {

        private static final int MOST_REASONS = 10;

        public Partial {
            missing = List.copyOf(missing);
            doubtful = List.copyOf(doubtful);
        }

        @Override
        public String description() {
            String start = missing.isEmpty()
                    ? "all of the run is there, but not all can be relied on: "
                    : "only a part of the run is there: ";
            List<String> all =
                    Stream.concat(missing.stream(), doubtful.stream()).toList();
            int more = all.size() - MOST_REASONS;
            return start
                    + String.join("; ", all.subList(0, Math.min(all.size(), MOST_REASONS)))
                    + (more > 0 ? "; and " + more + " more" : "");
        }

        @Override
        public int loss() {
            return 4;
        }
    }

    /**
     * Several logs together, of which at least one is not complete.
     *
     * @param records number of records in all of them
     * @param file    the log of which the most can be missing
     * @param worst   state of that log
     */
    record OneOfSeveral(long records, Path file, LogState worst) implements LogState {
        @Override
        public String description() {
            return file + ": " + worst.description();
        }

        @Override
        public int loss() {
            return worst.loss();
        }
    }
}
