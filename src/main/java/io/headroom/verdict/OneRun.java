package io.headroom.verdict;

import io.headroom.simlog.RunHeader;
import io.headroom.simlog.UnreadableLogException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What logs of several injectors must have in common to be of one run: the simulation, and the time. */
public final class OneRun {

    private static final String ONLY = "; only logs of one run can be merged";

    private OneRun() {}

    /**
     * When an injector wrote its log.
     *
     * @param fromMillis its start, milliseconds after that of the run
     * @param toMillis   its last record
     */
    public record Span(Path file, long fromMillis, long toMillis) {}

    /**
     * The header of the injector that started first, if there is one.
     *
     * @throws UnreadableLogException when they are not of one run
     */
    public static Optional<RunHeader> earliest(Map<Path, RunHeader> headers) throws UnreadableLogException {
        Path first = null;
        for (Path file : headers.keySet()) {
            boolean earlier = first == null
                    || headers.get(file).startEpochMillis() < headers.get(first).startEpochMillis();
            first = earlier ? file : first;
        }
        for (Path file : headers.keySet()) {
            requireOneRun(file, headers.get(file), first, headers.get(first));
        }
        return Optional.ofNullable(headers.get(first));
    }

    private static void requireOneRun(Path file, RunHeader header, Path first, RunHeader earliest)
            throws UnreadableLogException {
        if (!header.simulationClass().equals(earliest.simulationClass())) {
            throw new UnreadableLogException(file + " is of " + header.simulationClass() + ", but " + first + " is of "
                    + earliest.simulationClass() + ONLY);
        }
        long laterMillis = header.startEpochMillis() - earliest.startEpochMillis();
        if (laterMillis < 0
                || laterMillis > Integer.MAX_VALUE) { // no run lasts the 24 days that times in a log can tell
            throw new UnreadableLogException(file + " starts more than 24 days after " + first + ONLY);
        }
    }

    /**
     * Injectors of one run ran at the same time: one that was over before another began was of another run.
     *
     * @throws UnreadableLogException when there is such a one
     */
    public static void requireSameTime(List<Span> spans) throws UnreadableLogException {
        Span endsFirst =
                spans.stream().min(Comparator.comparing(Span::toMillis)).orElse(null);
        Span startsLast =
                spans.stream().max(Comparator.comparing(Span::fromMillis)).orElse(null);
        if (endsFirst != null && endsFirst.toMillis() < startsLast.fromMillis()) {
            throw new UnreadableLogException(endsFirst.file() + " ends "
                    + (startsLast.fromMillis() - endsFirst.toMillis()) + " ms before " + startsLast.file() + " starts"
                    + ONLY);
        }
    }
}
