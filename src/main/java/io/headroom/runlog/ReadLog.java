package io.headroom.runlog;

import io.headroom.load.ClientStatistics;
import io.headroom.load.InjectorSample;
import io.headroom.load.Timeline;
import io.headroom.plan.EndMark;
import io.headroom.simlog.LogState;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One injector's log, read. It is a few MB, and to be dropped once it is merged with the others.
 *
 * @param log      what the log says of the run
 * @param steps    that came to their end; of an injector of several clients that was stopped, without the one it was stopped in
 * @param samples  what the injector noticed about itself, by the steps' labels
 * @param clients  what the clients that it hosts sent and got back
 * @param part     what the log holds of those; nothing in a run without clients
 */
record ReadLog(
        Injector injector,
        LogState state,
        InjectorLog log,
        List<InjectorLog.FinishedStep> steps,
        Map<String, InjectorSample> samples,
        List<ClientStatistics> clients,
        Optional<ReadPart> part) {

    /**
     * Reads it.
     *
     * @param timeline            is told what happened
     * @param labels              of steps, also those of other logs
     * @param runStartEpochMillis when the first injector started, by the clock of all
     * @param request             name of the requests of a foreign simulation that count; nothing for all
     */
    static ReadLog of(
            Injector injector,
            Timeline timeline,
            StepLabels labels,
            long runStartEpochMillis,
            Optional<String> request,
            ReadingProgress progress)
            throws IOException, UnreadableLogException {
        InjectorClients clients =
                new InjectorClients(injector.part(), injector.files().name());
        InjectorLog log = new InjectorLog(
                timeline, labels, clients, runStartEpochMillis - injector.clockMillis(), request, progress);
        CRC32C sum = new CRC32C();
        boolean there =
                Files.exists(injector.log()) || injector.files().client().isEmpty();
        LogState state = there ? read(injector, log, sum) : new LogState.Empty();
        List<InjectorLog.FinishedStep> steps =
                injector.part().isPresent() ? withoutCutStep(log.finished(), log.end()) : log.finished();
        long bytes = there ? Files.size(injector.log()) : -1;
        return new ReadLog(
                injector,
                state,
                log,
                steps,
                injector.files().samples().read(),
                clients.statistics(),
                injector.part()
                        .map(part -> new ReadPart(
                                injector,
                                state,
                                bytes,
                                HexFormat.of().toHexDigits((int) sum.getValue()),
                                clients.requests(),
                                log.firstMillis(),
                                log.hasHeader() ? log.lastMillis() : -1,
                                log.end())));
    }

    /**
     * An injector that is stopped, or has lost its coordinator, still says that its step is measured, however short that was: its
     * clients did not do what the others did.
     */
    private static List<InjectorLog.FinishedStep> withoutCutStep(
            List<InjectorLog.FinishedStep> steps, Optional<EndMark> end) {
        boolean cut = end.filter(EndMark::isCutShort).isPresent() && !steps.isEmpty();
        return cut ? steps.subList(0, steps.size() - 1) : steps;
    }

    /** Summed up where a seal says what the sum should be. */
    private static LogState read(Injector injector, InjectorLog log, CRC32C sum)
            throws IOException, UnreadableLogException {
        return injector.files().seal().isPresent()
                ? SimulationLog.read(injector.log(), log, sum)
                : SimulationLog.read(injector.log(), log);
    }
}
