package io.headroom.runlog;

import io.headroom.plan.EndMark;
import io.headroom.run.Heartbeat;
import io.headroom.run.Seal;
import io.headroom.runlog.RunParts.Counted;
import io.headroom.runlog.RunParts.MissingPart;
import io.headroom.simlog.LogState;
import java.util.Optional;

/**
 * What the log of one injector of several clients turned out to hold, against what the injector left beside it.
 *
 * @param injector   whose clients are known
 * @param state      of its log
 * @param bytes      length of the log; less than 0 where there is none
 * @param crc32c     of the log, 8 hex digits
 * @param requests   scoring requests in it
 * @param fromMillis when the injector started, milliseconds after the start of the run
 * @param lastMillis time of the log's last record, likewise; less than {@code fromMillis} where there is none
 * @param end        how it ended, if the log says so
 */
record ReadPart(
        Injector injector,
        LogState state,
        long bytes,
        String crc32c,
        long requests,
        long fromMillis,
        long lastMillis,
        Optional<EndMark> end) {

    RunParts.Present present() {
        return new RunParts.Present(injector.clients(), injector.files().name(), requests);
    }

    /** When it told last how far it had got, milliseconds after the start of the run. */
    Optional<Long> heartbeatMillis(long runStartEpochMillis) {
        return injector.files()
                .heartbeat()
                .map(beat -> Math.max(0, beat.epochMillis() + injector.clockMillis() - runStartEpochMillis));
    }

    /**
     * What is missing of it, if anything.
     *
     * @param endMillis of the run, milliseconds after its start
     */
    Optional<MissingPart> missing(long runStartEpochMillis, long endMillis) {
        Optional<Seal> seal = injector.files().seal();
        Optional<String> why = cut().or(this::unsealed).or(() -> altered(seal.orElseThrow()));
        return why.map(words -> {
            boolean lengthTold =
                    seal.map(Seal::logBytes).filter(length -> length == bytes).isPresent();
            long from = Math.max(0, lengthTold ? fromMillis : Math.max(fromMillis, lastMillis));
            long to = heartbeatMillis(runStartEpochMillis)
                    .filter(beat -> !lengthTold)
                    .orElse(endMillis);
            return new MissingPart(
                    injector.clients(),
                    Optional.of(injector.files().name()),
                    words,
                    from,
                    Math.max(from, to),
                    Math.max(0, sent() - requests),
                    counted(seal));
        });
    }

    /**
     * What is missing of one that sealed all it did, but left while others went on: it did fewer steps, or was stopped in the last one
     * while those that stayed were not.
     *
     * @param endMillis of the run, milliseconds after its start
     * @param whole     how the run ended for those that stayed
     */
    Optional<MissingPart> leftEarly(long endMillis, EndMark whole) {
        return end.filter(mark -> mark.steps() < whole.steps() || (!whole.isCutShort() && !mark.equals(whole)))
                .map(mark -> new MissingPart(
                        injector.clients(),
                        Optional.of(injector.files().name()),
                        "it left in step " + mark.steps() + " of " + whole.steps() + " (" + mark.word() + ")",
                        lastMillis,
                        Math.max(lastMillis, endMillis),
                        0,
                        Counted.TO_ITS_END));
    }

    private Optional<String> cut() {
        if (bytes < 0) {
            return Optional.of("it left no simulation.log");
        }
        return state instanceof LogState.Complete ? Optional.empty() : Optional.of(state.description());
    }

    private Optional<String> unsealed() {
        return injector.files().seal().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "it left no seal.json, so it was ended before its log was whole, or it was not all copied");
    }

    private Optional<String> altered(Seal seal) {
        if (!seal.part().equals(injector.part().orElseThrow())) {
            return Optional.of("its seal.json is that of clients " + seal.part().first() + " to "
                    + seal.part().last() + " of run " + seal.part().run());
        }
        if (seal.logBytes() != bytes) {
            return Optional.of("its log had " + seal.logBytes() + " bytes when it was closed, but has " + bytes);
        }
        if (!seal.logCrc32c().equalsIgnoreCase(crc32c)) {
            return Optional.of("its log is not what it was when it was closed (CRC-32C " + crc32c + " instead of "
                    + seal.logCrc32c() + ")");
        }
        if (seal.answered() != requests) {
            return Optional.of("its log holds " + requests + " requests, but " + seal.answered() + " were answered");
        }
        return seal.sent() == seal.answered()
                ? Optional.empty()
                : Optional.of(seal.sent() - seal.answered() + " of its requests were never answered");
    }

    /** How many requests it had sent, as far as it said so. */
    private long sent() {
        long sealed = injector.files().seal().map(Seal::sent).orElse(0L);
        return Math.max(
                sealed, injector.files().heartbeat().map(Heartbeat::sent).orElse(0L));
    }

    private Counted counted(Optional<Seal> seal) {
        if (seal.isPresent()) {
            return Counted.TO_ITS_END;
        }
        return injector.files().heartbeat().isPresent() ? Counted.TO_LAST_HEARTBEAT : Counted.NOT;
    }
}
