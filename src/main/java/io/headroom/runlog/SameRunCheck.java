package io.headroom.runlog;

import io.headroom.simlog.UnreadableLogException;
import java.util.Comparator;
import java.util.List;

/** Checks that logs are of one run: of the same simulation, of the same run id, and each client in one log only. */
final class SameRunCheck {

    private SameRunCheck() {}

    /** @throws UnreadableLogException when the logs are not of one run, or two of them hold the same client */
    static void require(List<Injector> injectors) throws UnreadableLogException {
        List<Injector> withHeader = injectors.stream()
                .filter(injector -> injector.header().isPresent())
                .toList();
        List<Injector> known = injectors.stream()
                .filter(injector ->
                        injector.header().isPresent() || injector.part().isPresent())
                .toList();
        for (Injector injector : known) {
            if (injector.header().isPresent()) {
                requireSameSimulation(withHeader.get(0), injector);
            }
            requireSameRun(known.get(0), injector);
        }
        requireEachClientOnce(injectors);
    }

    private static void requireSameSimulation(Injector one, Injector other) throws UnreadableLogException {
        String ofOne = one.header().orElseThrow().simulationClass();
        String ofOther = other.header().orElseThrow().simulationClass();
        if (!ofOne.equals(ofOther)) {
            throw new SeveralRunsException(
                    other.log() + " is of " + ofOther + ", but " + one.log() + " is of " + ofOne);
        }
    }

    private static void requireSameRun(Injector one, Injector other) throws UnreadableLogException {
        boolean same = one.part().isPresent()
                ? other.part().filter(one.part().get()::isOfSameRun).isPresent()
                : other.part().isEmpty();
        if (!same) {
            throw new SeveralRunsException(other.log() + " is " + Injector.description(other.part()) + ", but "
                    + one.log() + " is " + Injector.description(one.part()));
        }
    }

    private static void requireEachClientOnce(List<Injector> injectors) throws UnreadableLogException {
        List<Injector> byClient = injectors.stream()
                .filter(injector -> injector.part().isPresent())
                .sorted(Comparator.comparing(Injector::firstClient))
                .toList();
        for (int i = 1; i < byClient.size(); i++) {
            Injector before = byClient.get(i - 1);
            Injector injector = byClient.get(i);
            if (injector.firstClient() <= before.clients().last()) {
                throw new UnreadableLogException(injector.log() + " and " + before.log() + " both hold client "
                        + injector.firstClient() + "; expected each client of a run once, and no copies");
            }
        }
    }
}
