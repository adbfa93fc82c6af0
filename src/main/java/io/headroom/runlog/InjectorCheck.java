package io.headroom.runlog;

import io.headroom.plan.EndMark;
import io.headroom.run.Heartbeat;
import io.headroom.run.RunFolder;
import io.headroom.run.Seal;
import io.headroom.runlog.RunCompleteness.Counted;
import io.headroom.runlog.RunCompleteness.MissingPart;
import io.headroom.simlog.LogState;
import java.util.Optional;

/**
 * Checks the log of one injector of a run of several clients against the seal and the heartbeats beside it. Times are milliseconds
 * after the start of the run.
 *
 * @param injector   the injector, whose clients are known
 * @param state      state of its log
 * @param bytes      length of the log as its injector wrote it, uncompressed; empty where there is none
 * @param crc32c     checksum of the log, 8 hex digits
 * @param requests   number of scoring requests in the log
 * @param fromMillis start of the injector
 * @param lastMillis time of the last record of the log; empty where the log has no header
 * @param end        how the run ended for this injector, if the log says it
 */
record InjectorCheck(
        Injector injector,
        LogState state,
        Optional<Long> bytes,
        String crc32c,
        long requests,
        long fromMillis,
        Optional<Long> lastMillis,
        Optional<EndMark> end) {

    RunCompleteness.PresentInjector present() {
        return new RunCompleteness.PresentInjector(
                injector.clients(), injector.files().name(), requests);
    }

    /** Returns the time of the last heartbeat, in milliseconds after the start of the run. */
    Optional<Long> heartbeatMillis(long runStartEpochMillis) {
        return injector.files()
                .heartbeat()
                .map(beat -> Math.max(0, beat.epochMillis() + injector.clockMillis() - runStartEpochMillis));
    }

    /**
     * Returns what is missing of the log: it has no end, no seal, or is not the log that was sealed.
     *
     * @param endMillis end of the run, milliseconds after its start
     */
    Optional<MissingPart> missing(long runStartEpochMillis, long endMillis) {
        Optional<Seal> seal = injector.files().seal();
        Optional<String> reason = cut().or(this::unsealed)
                .or(() -> altered(seal.orElseThrow()))
                .or(this::incomplete); // a seal knows better than its log what the log lacks
        return reason.map(why -> {
            boolean sealedLength = seal.isPresent() && seal.map(Seal::logBytes).equals(bytes);
            // a log of the right length but of other content may be wrong from its start
            long from = Math.max(0, sealedLength ? fromMillis : knownUntilMillis());
            long to = heartbeatMillis(runStartEpochMillis)
                    .filter(beat -> !sealedLength)
                    .orElse(endMillis);
            return new MissingPart(
                    injector.clients(),
                    Optional.of(injector.files().name()),
                    why,
                    from,
                    Math.max(from, to),
                    Math.max(0, sent() - requests),
                    counted(seal));
        });
    }

    private long knownUntilMillis() {
        return Math.max(fromMillis, lastMillis.orElse(fromMillis));
    }

    /**
     * Returns what is missing of a log that is sealed and whole, but whose injector left while others went on: it did fewer steps,
     * or it was stopped in the last step while the others were not.
     *
     * @param endMillis end of the run, milliseconds after its start
     * @param fullEnd   how the run ended for the injectors that stayed
     */
    Optional<MissingPart> leftEarly(long endMillis, EndMark fullEnd) {
        return end.filter(own -> own.steps() < fullEnd.steps() || (!fullEnd.isCutShort() && !own.equals(fullEnd)))
                .map(own -> new MissingPart(
                        injector.clients(),
                        Optional.of(injector.files().name()),
                        "it left in step " + own.steps() + " of " + fullEnd.steps() + " (" + own.word() + ")",
                        knownUntilMillis(),
                        Math.max(knownUntilMillis(), endMillis),
                        0,
                        Counted.TO_ITS_END));
    }

    private Optional<String> cut() {
        if (bytes.isEmpty()) {
            return Optional.of("it left no " + RunFolder.LOG);
        }
        return state.endsCleanly() ? Optional.empty() : Optional.of(state.description());
    }

    private Optional<String> incomplete() {
        return state.isComplete() ? Optional.empty() : Optional.of(state.description());
    }

    private Optional<String> unsealed() {
        return injector.files().seal().isPresent()
                ? Optional.empty()
                : Optional.of("it left no " + Seal.NAME
                        + ", so it was ended before its log was complete, or its folder was not copied completely");
    }

    private Optional<String> altered(Seal seal) {
        long length = bytes.orElseThrow();
        if (!seal.part().equals(injector.part().orElseThrow())) {
            return Optional.of(
                    "its " + Seal.NAME + " is that of clients " + seal.part().first() + " to "
                            + seal.part().last() + " of run " + seal.part().run());
        }
        if (seal.logBytes() != length) {
            return Optional.of("its log had " + seal.logBytes() + " bytes when it was closed, but has " + length);
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

    /** Returns the number of requests that the injector had sent, as far as its seal or last heartbeat says it. */
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
