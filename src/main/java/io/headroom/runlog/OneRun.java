package io.headroom.runlog;

import io.headroom.load.RunPart;
import io.headroom.simlog.UnreadableLogException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Logs that are of one run: what they must have in common, for those who read them in their own way. */
public final class OneRun {

    private final List<Injector> injectors;

    private OneRun(List<Injector> injectors) {
        this.injectors = injectors;
    }

    /**
     * When an injector wrote its log.
     *
     * @param fromMillis its start, milliseconds after that of the run
     * @param toMillis   its last record
     */
    record LogTime(Path file, long fromMillis, long toMillis) {}

    /**
     * By their headers.
     *
     * @throws UnreadableLogException when they are not of one run, or a client is there twice
     */
    public static OneRun of(List<InjectorFiles> files) throws UnreadableLogException {
        return new OneRun(Injector.of(files));
    }

    /** Whether it is known of any log which clients of the run it holds: then it can be told what is missing. */
    public boolean hasClients() {
        return injectors.stream().anyMatch(injector -> injector.part().isPresent());
    }

    /** Which clients of which run a log holds; nothing in a run without clients, or where that cannot be told. */
    public Optional<RunPart> part(Path log) {
        return injector(log).flatMap(Injector::part);
    }

    /** What is to be added to a log's times so that they are by the clock of all, milliseconds. */
    public long clockMillis(Path log) {
        return injector(log).map(Injector::clockMillis).orElse(0L);
    }

    private Optional<Injector> injector(Path log) {
        return injectors.stream().filter(injector -> injector.log().equals(log)).findFirst();
    }

    /**
     * By the time at which they were written.
     *
     * @param lastMillis time of each log's last record, milliseconds after its own start
     * @throws UnreadableLogException when one was over before another began
     */
    public void requireSameTime(Map<Path, Long> lastMillis) throws UnreadableLogException {
        Optional<Injector> earliest = Injector.earliest(injectors);
        List<LogTime> spans = new ArrayList<>();
        for (Injector injector : injectors) {
            if (injector.header().isPresent()) {
                long from = injector.startEpochMillis() - earliest.orElseThrow().startEpochMillis();
                spans.add(new LogTime(injector.log(), from, from + lastMillis.getOrDefault(injector.log(), 0L)));
            }
        }
        requireSameTime(injectors, spans);
    }

    /**
     * Injectors that know nothing of each other ran at the same time: one that was over before another began was of another run.
     * Those of one run of several clients say themselves that they are.
     */
    static void requireSameTime(List<Injector> injectors, List<LogTime> spans) throws UnreadableLogException {
        LogTime endsFirst =
                spans.stream().min(Comparator.comparing(LogTime::toMillis)).orElse(null);
        LogTime startsLast =
                spans.stream().max(Comparator.comparing(LogTime::fromMillis)).orElse(null);
        boolean sayTheyAre =
                injectors.stream().anyMatch(injector -> injector.part().isPresent());
        if (!sayTheyAre && endsFirst != null && endsFirst.toMillis() < startsLast.fromMillis()) {
            throw new UnreadableLogException(endsFirst.file() + " ends "
                    + (startsLast.fromMillis() - endsFirst.toMillis()) + " ms before " + startsLast.file() + " starts"
                    + Injector.ONE_RUN);
        }
    }
}
