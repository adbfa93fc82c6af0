package io.headroom.export;

import io.headroom.runlog.InjectorFiles;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.RunCompleteness;
import io.headroom.runlog.RunCompleteness.ClockDifference;
import io.headroom.runlog.RunCompleteness.MissingPart;
import io.headroom.runlog.RunInjectors;
import io.headroom.runlog.RunLog;
import io.headroom.runlog.RunLogReader;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Says which parts of a run of several clients are missing, as {@code analyze} does. Nothing is known to be missing of a run without
 * clients, because nothing says how many injectors it had.
 *
 * @param startEpochMillis start of the run, milliseconds since 1970; empty if no log says it
 * @param missing          the parts that are in no log
 * @param unreliable       clocks that differ, and either cannot be corrected or differ by much
 */
record RecordsCompleteness(
        Optional<Long> startEpochMillis, List<MissingPart> missing, List<ClockDifference> unreliable) {

    private static final RecordsCompleteness UNKNOWN = new RecordsCompleteness(Optional.empty(), List.of(), List.of());

    RecordsCompleteness {
        missing = List.copyOf(missing);
        unreliable = List.copyOf(unreliable);
    }

    /** Reads all logs of a run of several clients, in a pass of its own. */
    static RecordsCompleteness of(RunInjectors oneRun, List<InjectorFiles> injectors, ReadingProgress progress)
            throws IOException, UnreadableLogException {
        if (!oneRun.hasClients()) {
            return UNKNOWN;
        }
        RunLog log = RunLogReader.read(injectors, Optional.empty(), progress);
        Optional<RunCompleteness> parts = log.completeness();
        return new RecordsCompleteness(
                log.header().map(RunHeader::startEpochMillis),
                parts.map(RunCompleteness::missing).orElse(List.of()),
                parts.map(RunCompleteness::clocks).orElse(List.of()).stream()
                        .filter(clock -> !clock.isReliable())
                        .toList());
    }

    /** Returns the missing part that belongs to a log; empty if the log is complete. */
    Optional<MissingPart> missingOf(NamedLog log) {
        return log.part()
                .flatMap(part -> missing.stream()
                        .filter(each -> each.clients().first() == part.first())
                        .findFirst());
    }

    /** Returns why a log is not complete; empty if it is complete, as far as is known. */
    Optional<String> reason(ScannedLog log) {
        Optional<String> incomplete =
                log.isComplete() ? Optional.empty() : Optional.of(log.state().description());
        return missingOf(log.log()).map(MissingPart::why).or(() -> incomplete);
    }

    /** Converts a time after the start of the run to milliseconds since 1970; empty if the start is unknown. */
    Optional<Long> epochMillis(long afterStartMillis) {
        return startEpochMillis.map(start -> RequestRows.withinYears(start, afterStartMillis));
    }
}
