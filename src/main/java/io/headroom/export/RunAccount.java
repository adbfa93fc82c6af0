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
 * What of a run of several clients is there and what is not, as {@code analyze} says it. Of a run without clients nobody knows, and
 * nothing is said.
 *
 * @param startEpochMillis of the run, milliseconds since 1970 by the clock of all; nothing where no log says it
 * @param missing          what is in no log
 * @param unreliable       clocks that differ, and cannot be corrected or are far off
 */
record RunAccount(Optional<Long> startEpochMillis, List<MissingPart> missing, List<ClockDifference> unreliable) {

    private static final RunAccount NONE = new RunAccount(Optional.empty(), List.of(), List.of());

    RunAccount {
        missing = List.copyOf(missing);
        unreliable = List.copyOf(unreliable);
    }

    /** Reads the logs of a run that has clients, once more than its rows need. */
    static RunAccount of(RunInjectors oneRun, List<InjectorFiles> injectors, ReadingProgress progress)
            throws IOException, UnreadableLogException {
        if (!oneRun.hasClients()) {
            return NONE;
        }
        RunLog log = RunLogReader.read(injectors, Optional.empty(), progress);
        Optional<RunCompleteness> parts = log.completeness();
        return new RunAccount(
                log.header().map(RunHeader::startEpochMillis),
                parts.map(RunCompleteness::missing).orElse(List.of()),
                parts.map(RunCompleteness::clocks).orElse(List.of()).stream()
                        .filter(clock -> !clock.isReliable())
                        .toList());
    }

    /** What is missing of a log; of a client of which there is none, it is in none of them. */
    Optional<MissingPart> missingOf(NamedLog log) {
        return log.part()
                .flatMap(part -> missing.stream()
                        .filter(of -> of.clients().first() == part.first())
                        .findFirst());
    }

    /** Why a log does not hold all; nothing where it does, as far as is known. */
    Optional<String> reason(SurveyedLog log) {
        Optional<String> ofState =
                log.isComplete() ? Optional.empty() : Optional.of(log.state().description());
        return missingOf(log.log()).map(MissingPart::why).or(() -> ofState);
    }

    /** A time after the start of the run as one since 1970; nothing where it is not known when that was. */
    Optional<Long> epochMillis(long afterStartMillis) {
        return startEpochMillis.map(start -> RequestRows.withinYears(start, afterStartMillis));
    }
}
