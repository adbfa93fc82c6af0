package io.headroom.simlog;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * In what state a log was found. Only {@link Complete} holds all that was written.
 *
 * <p>Offsets and sizes are in bytes; a record's number counts from 1; times are milliseconds after the start of the run.
 */
public sealed interface LogState {

    /** How many complete records were read. */
    long records();

    /** One sentence for people. */
    String description();

    /** How much of the log can be missing: the higher, the more. */
    int loss();

    /** Of several logs together: complete when all are, otherwise the state of the worst. One log has its own state. */
    static LogState ofAll(Map<Path, LogState> states) {
        if (states.size() == 1) {
            return states.values().iterator().next();
        }
        Comparator<Map.Entry<Path, LogState>> byLoss =
                Comparator.comparing(entry -> entry.getValue().loss());
        long records = states.values().stream().mapToLong(LogState::records).sum();
        return states.entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Complete))
                .max(byLoss.thenComparing(entry -> entry.getValue().description()))
                .<LogState>map(worst -> new OneOfSeveral(records, worst.getKey(), worst.getValue()))
                .orElseGet(() -> new Complete(records, bytes(states)));
    }

    private static long bytes(Map<Path, LogState> complete) {
        return complete.values().stream()
                .mapToLong(state -> ((Complete) state).bytes())
                .sum();
    }

    /** Ends with the end of a record. */
    record Complete(long records, long bytes) implements LogState {
        @Override
        public String description() {
            return "the log is complete";
        }

        @Override
        public int loss() {
            return 0;
        }
    }

    /** Ends inside a record: the writer was stopped before it could write all. */
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

    /** Makes no sense from a record on; what came before was salvaged. */
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

    /** Holds nothing: the run ended before Gatling wrote its first block. */
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
     * One or several logs of one run that say themselves that they are not all of it, or not by clocks that can be relied on.
     *
     * @param records  of all that are there
     * @param missing  what is missing, in words
     * @param doubtful what cannot be relied on, in words; one of either at least
     */
    record Partial(long records, List<String> missing, List<String> doubtful) implements LogState {

        private static final int MOST_WORDS = 10;

        public Partial {
            missing = List.copyOf(missing);
            doubtful = List.copyOf(doubtful);
        }

        @Override
        public String description() {
            String words = missing.isEmpty()
                    ? "all of the run is there, but not all can be relied on: "
                    : "only a part of the run is there: ";
            List<String> all =
                    Stream.concat(missing.stream(), doubtful.stream()).toList();
            int more = all.size() - MOST_WORDS;
            return words
                    + String.join("; ", all.subList(0, Math.min(all.size(), MOST_WORDS)))
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
     * @param records of all of them
     * @param file    the one of which the most can be missing
     * @param worst   its state
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
