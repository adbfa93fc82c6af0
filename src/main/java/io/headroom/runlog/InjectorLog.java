package io.headroom.runlog;

import io.headroom.load.ClientStatistics;
import io.headroom.load.InjectorSample;
import io.headroom.load.MessageCounts;
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
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What the log of one injector holds. It takes a few MB, so it should be dropped once it is merged with the logs of the others.
 *
 * @param injector  whose log it is
 * @param state     whether the log is complete
 * @param span      time that the log covers; empty where the log has no header
 * @param steps     finished steps; where an injector of several clients was stopped, without the step that it was stopped in
 * @param end       how the run ended for this injector, if the log says it
 * @param smoke     the call before any load, if there was one
 * @param usersLeft virtual users that had not left when the log ended
 * @param samples   what the injector noticed about itself, by the labels of the steps
 * @param errors    errors outside any request
 * @param clients   what the clients that it hosts sent and got back
 * @param check     compares the log with its seal; empty in a run without clients
 */
record InjectorLog(
        Injector injector,
        LogState state,
        Optional<LogSpan> span,
        List<StepTracks.FinishedTrack> steps,
        Optional<EndMark> end,
        Optional<SmokeCall> smoke,
        long usersLeft,
        Map<String, InjectorSample> samples,
        MessageCounts errors,
        List<ClientStatistics> clients,
        Optional<InjectorCheck> check) {

    /**
     * Reads the log of an injector.
     *
     * @param timeline            receives the answers of the log
     * @param labels              labels of steps, shared with other logs
     * @param runStartEpochMillis start of the first injector, by the clock of all
     * @param requestName         name of the requests to count in somebody else's simulation; empty to count all requests
     */
    static InjectorLog read(
            Injector injector,
            Timeline timeline,
            StepLabels labels,
            long runStartEpochMillis,
            Optional<String> requestName,
            ReadingProgress progress)
            throws IOException, UnreadableLogException {
        InjectorClients clients =
                new InjectorClients(injector.part(), injector.files().name());
        InjectorLogListener listener = new InjectorLogListener(
                timeline, labels, clients, runStartEpochMillis - injector.clockMillis(), requestName, progress);
        CRC32C checksum = new CRC32C();
        boolean mayBeAbsent = injector.files().client().isPresent(); // then client.json says whose log is missing
        boolean absent = mayBeAbsent && !Files.exists(injector.log());
        LogState state = absent ? new LogState.Empty() : listener.state(read(injector, listener, checksum));
        Optional<Long> bytes = absent || injector.part().isEmpty()
                ? Optional.empty()
                : Optional.of(SimulationLog.size(injector.log()));
        Optional<LogSpan> span = listener.hasHeader()
                ? Optional.of(new LogSpan(injector.log(), listener.firstMillis(), listener.lastMillis()))
                : Optional.empty();
        List<StepTracks.FinishedTrack> finished = listener.finished();
        return new InjectorLog(
                injector,
                state,
                span,
                injector.part().isPresent() ? withoutCutStep(finished, listener.end()) : finished,
                listener.end(),
                listener.smoke(),
                listener.usersLeft(),
                injector.files().samples().read(),
                listener.errors(),
                clients.statistics(),
                injector.part()
                        .map(part -> new InjectorCheck(
                                injector,
                                state,
                                bytes,
                                HexFormat.of().toHexDigits((int) checksum.getValue()),
                                clients.requests(),
                                listener.firstMillis(),
                                span.map(LogSpan::toMillis),
                                listener.end())));
    }

    /** Computes the checksum only where a seal says what it should be. */
    private static LogState read(Injector injector, InjectorLogListener listener, CRC32C checksum)
            throws IOException, UnreadableLogException {
        return injector.files().seal().isPresent()
                ? SimulationLog.read(injector.log(), listener, checksum)
                : SimulationLog.read(injector.log(), listener);
    }

    /**
     * Drops the last step where the injector was stopped or lost its coordinator. It still marks that step as measured, however short
     * it was, but its clients did not do what the others did.
     */
    private static List<StepTracks.FinishedTrack> withoutCutStep(
            List<StepTracks.FinishedTrack> steps, Optional<EndMark> end) {
        boolean cut = end.filter(EndMark::isCutShort).isPresent() && !steps.isEmpty();
        return cut ? steps.subList(0, steps.size() - 1) : steps;
    }

    /** Returns the start of each measured window by the number of its step, in milliseconds after the start of the run. */
    Map<Integer, Long> windowStarts() {
        Map<Integer, Long> starts = new TreeMap<>();
        steps.forEach(finished -> starts.put(finished.step().number(), finished.windowStartMillis()));
        return starts;
    }
}
