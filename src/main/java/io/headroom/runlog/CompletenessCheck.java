package io.headroom.runlog;

import io.headroom.load.RunPart;
import io.headroom.plan.EndMark;
import io.headroom.runlog.RunCompleteness.ClientRange;
import io.headroom.runlog.RunCompleteness.Counted;
import io.headroom.runlog.RunCompleteness.MissingPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out what of a run of several clients is missing. The order in which injectors are added does not change the result. */
final class CompletenessCheck {

    private final List<InjectorCheck> checks = new ArrayList<>();
    private final Map<Injector, Map<Integer, Long>> windowStarts = new LinkedHashMap<>();

    /**
     * Adds an injector whose clients are known.
     *
     * @param starts start of the measured window of each step, by the number of the step, in milliseconds after the start of the
     *               run
     */
    void add(InjectorCheck check, Map<Integer, Long> starts) {
        checks.add(check);
        windowStarts.put(check.injector(), starts);
    }

    /**
     * Returns the result once all injectors have been added; empty in a run without clients.
     *
     * @param runStartEpochMillis start of the run, milliseconds since 1970
     * @param lastMillis          time of the last record of any log, milliseconds after the start of the run
     * @param partialSteps        numbers of the steps that not all clients finished
     */
    Optional<RunCompleteness> result(long runStartEpochMillis, long lastMillis, Set<Integer> partialSteps) {
        if (checks.isEmpty()) {
            return Optional.empty();
        }
        checks.sort(Comparator.comparing(check -> check.injector().firstClient()));
        RunPart any = checks.get(0).injector().part().orElseThrow();
        long endMillis = checks.stream()
                .flatMap(check -> check.heartbeatMillis(runStartEpochMillis).stream())
                .reduce(lastMillis, Math::max);
        return Optional.of(new RunCompleteness(
                any.run(),
                any.count(),
                checks.stream().map(InjectorCheck::present).toList(),
                missing(any.count(), runStartEpochMillis, endMillis),
                ClockComparison.differences(windowStarts),
                partialSteps));
    }

    private List<MissingPart> missing(int clientCount, long runStartEpochMillis, long endMillis) {
        List<MissingPart> missing = new ArrayList<>();
        Optional<EndMark> fullEnd = fullEnd();
        int next = 1;
        for (InjectorCheck check : checks) {
            ClientRange clients = check.injector().clients();
            absent(next, clients.first() - 1, endMillis).ifPresent(missing::add);
            check.missing(runStartEpochMillis, endMillis)
                    .or(() -> fullEnd.flatMap(end -> check.leftEarly(endMillis, end)))
                    .ifPresent(missing::add);
            next = clients.last() + 1;
        }
        absent(next, clientCount, endMillis).ifPresent(missing::add);
        return missing;
    }

    /**
     * Returns how the run ended for the injectors that did the most steps. Among those, one that was not stopped is preferred.
     * Empty if no step was run, because then no injector can have left early.
     */
    private Optional<EndMark> fullEnd() {
        return checks.stream()
                .flatMap(check -> check.end().stream())
                .filter(end -> end.steps() > 0)
                .max(Comparator.comparing(EndMark::steps).thenComparing(end -> !end.isCutShort()));
    }

    private static Optional<MissingPart> absent(int first, int last, long endMillis) {
        return first > last
                ? Optional.empty()
                : Optional.of(new MissingPart(
                        new ClientRange(first, last),
                        Optional.empty(),
                        (first == last ? "it" : "they") + " left nothing",
                        0,
                        endMillis,
                        0,
                        Counted.NOT));
    }
}
