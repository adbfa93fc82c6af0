package io.headroom.endtoend.attack;

import java.nio.file.Path;
import java.util.List;

/**
 * A log to damage.
 *
 * @param log    the file
 * @param run    what a user names to read it
 * @param format how it is written
 * @param origin who wrote it
 */
record AttackedLog(Path log, Path run, AttackedLog.Format format, AttackedLog.Origin origin) {

    /** How a log is written. */
    enum Format {
        BINARY,
        TEXT,
        COMPRESSED;

        List<Mutation> mutations() {
            return switch (this) {
                case BINARY -> List.of(RecordMutation.values());
                case TEXT -> List.of(TextMutation.values());
                case COMPRESSED ->
                    List.of(TextMutation.values()).stream()
                            .<Mutation>map(GzipMutation::new)
                            .toList();
            };
        }
    }

    /** Who wrote a log. */
    enum Origin {
        /** Another simulation, whose log does not tell where it ends. */
        FOREIGN,
        /** Headroom: the end of the log has a mark. */
        OURS,
        /** Headroom, with a seal that tells what the log was. */
        SEALED
    }

    /** Returns whether it shows that a log with this damage is not the whole. */
    boolean shows(Mutation mutation) {
        return origin == Origin.SEALED || (origin == Origin.OURS && mutation.cutsTheEnd());
    }
}
