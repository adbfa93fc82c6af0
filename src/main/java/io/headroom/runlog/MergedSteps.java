package io.headroom.runlog;

import io.headroom.load.Fairness;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.load.StepTotal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sums up the steps of several injectors, in any order. */
final class MergedSteps {

    private final Map<Step, MergedStep> steps = new LinkedHashMap<>();

    /** One step of all injectors that were added so far. */
    private static final class MergedStep {
        private final Step step;
        private final String label;
        private final StepTotal total;
        private final List<Fairness.ServedPart> served = new ArrayList<>();
        private int clients;

        MergedStep(Step step) {
            this.step = step;
            this.label = step.label();
            this.total = new StepTotal(step);
        }
    }

    /** Adds the finished steps of one injector. */
    void add(InjectorLog log) {
        for (StepTracks.FinishedTrack finished : log.steps()) {
            MergedStep merged = steps.computeIfAbsent(finished.step(), MergedStep::new);
            Optional.ofNullable(log.samples().get(merged.label)).ifPresent(finished.recorder()::noticed);
            if (log.injector().part().isPresent()) {
                merged.total.addShare(finished.recorder(), finished.share());
                merged.clients += log.injector().clients().count();
                merged.served.addAll(finished.served());
            } else {
                merged.total.add(finished.recorder());
            }
        }
    }

    /**
     * Notes that the steps which all clients finished were offered in full. Called once all injectors have been added.
     *
     * @param clientCount number of clients of the run
     */
    void completeShares(int clientCount) {
        steps.values().stream()
                .filter(merged -> merged.clients > 0 && merged.clients == clientCount)
                .forEach(merged -> merged.total.sharedByAll());
    }

    /** Returns the numbers of the steps that some but not all of the run's clients finished. */
    Set<Integer> partialNumbers(int clientCount) {
        return steps.values().stream()
                .filter(merged -> merged.clients > 0 && merged.clients < clientCount)
                .map(merged -> merged.step.number())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the steps by their numbers. In a run without clients these are the steps that all injectors finished: a step that
     * one of them lacks was not offered in full.
     *
     * @param startedInjectors number of injectors whose logs have a header
     */
    List<StepStatistics> statistics(long startedInjectors) {
        return steps.values().stream()
                .map(merged -> merged.total)
                .filter(total -> total.isShared() || total.injectors() == startedInjectors)
                .map(StepTotal::statistics)
                .sorted(Comparator.comparing(step -> step.step().number()))
                .toList();
    }

    /**
     * Returns what each client was served in each step. Steps and clients are in the order of their numbers, so that sums of
     * floating-point numbers do not depend on the order of the logs.
     */
    Collection<List<Fairness.ServedPart>> servedByStep() {
        Map<Integer, List<Fairness.ServedPart>> byNumber = new TreeMap<>();
        for (MergedStep merged : steps.values()) {
            byNumber.computeIfAbsent(merged.step.number(), number -> new ArrayList<>())
                    .addAll(merged.served);
        }
        byNumber.values().forEach(served -> served.sort(Comparator.comparing(Fairness.ServedPart::client)));
        return byNumber.values();
    }
}
