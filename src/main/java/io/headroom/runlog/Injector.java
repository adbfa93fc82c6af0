package io.headroom.runlog;

import io.headroom.load.RunPart;
import io.headroom.run.ClientFile;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An injector before its log is read as a whole.
 *
 * @param files       its log, and what it left beside it
 * @param header      of the log; nothing when that breaks off inside it, or is not there
 * @param part        which clients of which run it hosts; nothing in a run without clients, or where that cannot be told
 * @param clockMillis what is added to its times, milliseconds
 */
record Injector(InjectorFiles files, Optional<RunHeader> header, Optional<RunPart> part, long clockMillis) {

    static final String ONE_RUN = "; only logs of one run can be merged";

    /**
     * The injectors of one run, in an order of their own.
     *
     * @throws UnreadableLogException when they are not of one run, or one is there twice
     */
    static List<Injector> of(List<InjectorFiles> all) throws UnreadableLogException {
        List<Injector> injectors = new ArrayList<>();
        for (InjectorFiles files : all) {
            Optional<RunHeader> header = SimulationLog.header(files.log());
            injectors.add(new Injector(files, header, part(files, header), 0));
        }
        injectors.sort(Comparator.comparing(Injector::log));
        requireOneRun(injectors);
        List<Injector> corrected = Clocks.corrected(injectors);
        requireOneTime(corrected);
        return corrected;
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
            throw new UnreadableLogException(files.log() + " is " + description(part)
                    + ", but the client.json beside it is " + description(claimed) + ONE_RUN);
        }
        return part;
    }

    private static String description(Optional<RunPart> part) {
        return part.map(ofRun -> "of clients " + ofRun.first() + " to " + ofRun.last() + " of " + ofRun.count()
                        + " of run " + ofRun.run())
                .orElse("of a run without clients");
    }

    private static void requireOneRun(List<Injector> injectors) throws UnreadableLogException {
        Injector withHeader = null;
        Injector known = null;
        for (Injector injector : injectors) {
            if (injector.header.isPresent()) {
                withHeader = withHeader == null ? injector : withHeader;
                requireOneSimulation(withHeader, injector);
            }
            if (injector.header.isPresent() || injector.part.isPresent()) {
                known = known == null ? injector : known;
                requireOneRun(known, injector);
            }
        }
        requireEachOnce(injectors);
    }

    private static void requireOneSimulation(Injector one, Injector other) throws UnreadableLogException {
        String ofOne = one.header.orElseThrow().simulationClass();
        String ofOther = other.header.orElseThrow().simulationClass();
        if (!ofOne.equals(ofOther)) {
            throw new UnreadableLogException(
                    other.log() + " is of " + ofOther + ", but " + one.log() + " is of " + ofOne + ONE_RUN);
        }
    }

    private static void requireOneRun(Injector one, Injector other) throws UnreadableLogException {
        boolean same = one.part.isPresent()
                ? other.part.filter(one.part.get()::isOfSameRun).isPresent()
                : other.part.isEmpty();
        if (!same) {
            throw new UnreadableLogException(other.log() + " is " + description(other.part) + ", but " + one.log()
                    + " is " + description(one.part) + ONE_RUN);
        }
    }

    private static void requireEachOnce(List<Injector> injectors) throws UnreadableLogException {
        List<Injector> byClient = injectors.stream()
                .filter(injector -> injector.part.isPresent())
                .sorted(Comparator.comparing(injector -> injector.part.get().first()))
                .toList();
        for (int i = 1; i < byClient.size(); i++) {
            Injector before = byClient.get(i - 1);
            Injector injector = byClient.get(i);
            int first = injector.part.orElseThrow().first();
            if (first <= before.part.orElseThrow().last()) {
                throw new UnreadableLogException(injector.log() + " and " + before.log() + " both hold client " + first
                        + "; expected each client of a run once, and no copies");
            }
        }
    }

    private static void requireOneTime(List<Injector> injectors) throws UnreadableLogException {
        Injector first = earliest(injectors).orElse(null);
        for (Injector injector : injectors) {
            if (injector.header.isPresent()) {
                long laterMillis = injector.startEpochMillis() - first.startEpochMillis();
                if (laterMillis < 0
                        || laterMillis > Integer.MAX_VALUE) { // no run lasts the 24 days that times in a log can tell
                    throw new UnreadableLogException(
                            injector.log() + " starts more than 24 days after " + first.log() + ONE_RUN);
                }
            }
        }
    }

    /** The injector that started first, of those of which it is known; in any order. */
    static Optional<Injector> earliest(List<Injector> injectors) {
        return injectors.stream()
                .filter(injector -> injector.header.isPresent())
                .min(Comparator.comparing(Injector::startEpochMillis)
                        .thenComparing(
                                injector -> injector.part.map(RunPart::first).orElse(0)));
    }

    Path log() {
        return files.log();
    }

    /** When it started, milliseconds since 1970 by the clock of all; its header must be known. */
    long startEpochMillis() {
        return header.orElseThrow().startEpochMillis() + clockMillis;
    }

    /** The same with another correction of its clock. */
    Injector withClock(long millis) {
        return new Injector(files, header, part, millis);
    }

    /** The clients that it hosts; these must be known. */
    RunParts.ClientRange clients() {
        return new RunParts.ClientRange(
                part.orElseThrow().first(), part.orElseThrow().last());
    }
}
