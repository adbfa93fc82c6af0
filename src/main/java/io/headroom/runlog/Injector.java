package io.headroom.runlog;

import io.headroom.load.RunPart;
import io.headroom.run.ClientFile;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An injector, as far as the header of its log and the files beside it describe it.
 *
 * @param files       its log, and what it left beside it
 * @param header      header of the log; empty when there is no log, or it breaks off inside its header
 * @param part        which clients of which run it hosts; empty in a run without clients, or where nothing says it
 * @param clockMillis correction of its clock: milliseconds to be added to its times
 */
record Injector(InjectorFiles files, Optional<RunHeader> header, Optional<RunPart> part, long clockMillis) {

    /**
     * Reads the header of an injector's log. Its clock is not corrected.
     *
     * @throws UnreadableLogException when the log and the client.json beside it contradict each other
     */
    static Injector of(InjectorFiles files) throws UnreadableLogException {
        Optional<RunHeader> header = SimulationLog.header(files.log());
        return new Injector(files, header, part(files, header), 0);
    }

    private static Optional<RunPart> part(InjectorFiles files, Optional<RunHeader> header)
            throws UnreadableLogException {
        Optional<RunPart> claimed = files.client().map(ClientFile::part);
        if (header.isEmpty()) {
            return claimed;
        }
        Optional<RunPart> part = header.get().scenarios().stream()
                .flatMap(scenario -> RunPart.parse(scenario).stream())
                .findFirst();
        if (claimed.isPresent() && !claimed.equals(part)) {
            throw new UnreadableLogException(files.log() + " is " + description(part) + ", but the " + ClientFile.NAME
                    + " beside it is " + description(claimed)
                    + "; expected both to be of one run");
        }
        return part;
    }

    /** Describes the clients that a log holds, e.g. {@code of clients 1 to 2 of 3 of run 1f6b33a0}. */
    static String description(Optional<RunPart> part) {
        return part.map(hosted -> "of clients " + hosted.first() + " to " + hosted.last() + " of " + hosted.count()
                        + " of run " + hosted.run())
                .orElse("of a run without clients");
    }

    /** Returns this injector with another correction of its clock. */
    Injector withClock(long millis) {
        return new Injector(files, header, part, millis);
    }

    Path log() {
        return files.log();
    }

    /** Returns its start in milliseconds since 1970, by the clock that all injectors share. Requires a header. */
    long startEpochMillis() {
        return header.orElseThrow().startEpochMillis() + clockMillis;
    }

    /** Returns the number of its first client; 0 where that is not known. */
    int firstClient() {
        return part.map(RunPart::first).orElse(0);
    }

    /** Returns the clients that it hosts. Requires that these are known. */
    RunCompleteness.ClientRange clients() {
        RunPart hosted = part.orElseThrow();
        return new RunCompleteness.ClientRange(hosted.first(), hosted.last());
    }
}
