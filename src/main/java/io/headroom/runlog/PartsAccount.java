package io.headroom.runlog;

import io.headroom.load.RunPart;
import io.headroom.plan.EndMark;
import io.headroom.runlog.RunParts.Counted;
import io.headroom.runlog.RunParts.MissingPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says what of a run of several clients is there and what is not, when all its logs are read. In any order. */
final class PartsAccount {

    private final List<ReadPart> parts = new ArrayList<>();
    private final Map<Injector, Map<Integer, Long>> windows = new LinkedHashMap<>();

    /** An injector whose clients are known. */
    void add(ReadPart part, Map<Integer, Long> windowStarts) {
        parts.add(part);
        windows.put(part.injector(), windowStarts);
    }

    /**
     * The account; nothing in a run without clients.
     *
     * @param runStartEpochMillis start of the run, milliseconds since 1970
     * @param lastMillis          time of the last record of any log, milliseconds after the start of the run
     * @param partialSteps        numbers of the steps that not all clients finished
     */
    Optional<RunParts> account(long runStartEpochMillis, long lastMillis, Set<Integer> partialSteps) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        parts.sort(Comparator.comparing(part -> part.injector().clients().first()));
        RunPart any = parts.get(0).injector().part().orElseThrow();
        long endMillis = parts.stream()
                .flatMap(part -> part.heartbeatMillis(runStartEpochMillis).stream())
                .reduce(lastMillis, Math::max);
        return Optional.of(new RunParts(
                any.run(),
                any.count(),
                parts.stream().map(ReadPart::present).toList(),
                missing(any.count(), runStartEpochMillis, endMillis),
                Clocks.differing(windows),
                partialSteps));
    }

    private List<MissingPart> missing(int clients, long runStartEpochMillis, long endMillis) {
        List<MissingPart> missing = new ArrayList<>();
        Optional<EndMark> whole = whole();
        int next = 1;
        for (ReadPart part : parts) {
            absent(next, part.injector().clients().first() - 1, endMillis).ifPresent(missing::add);
            part.missing(runStartEpochMillis, endMillis)
                    .or(() -> whole.flatMap(mark -> part.leftEarly(endMillis, mark)))
                    .ifPresent(missing::add);
            next = part.injector().clients().last() + 1;
        }
        absent(next, clients, endMillis).ifPresent(missing::add);
        return missing;
    }

    /**
     * How the run ended for those that stayed the longest, of whom one that was not stopped tells it best; nothing where no step was
     * run, so that nobody can have left early.
     */
    private Optional<EndMark> whole() {
        return parts.stream()
                .flatMap(part -> part.end().stream())
                .filter(mark -> mark.steps() > 0)
                .max(Comparator.comparing(EndMark::steps).thenComparing(mark -> !mark.isCutShort()));
    }

    private static Optional<MissingPart> absent(int first, int last, long endMillis) {
        return first > last
                ? Optional.empty()
                : Optional.of(new MissingPart(
                        new RunParts.ClientRange(first, last),
                        Optional.empty(),
                        "there is nothing of " + (first == last ? "it" : "them"),
                        0,
                        endMillis,
                        0,
                        Counted.NOT));
    }
}
