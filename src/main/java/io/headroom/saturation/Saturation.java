package io.headroom.saturation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the rounds of a search add up to: the saturation point.
 *
 * @param median           the round whose goodput at the boundary is the median; of an even number, the lower of the two in the
 *                   middle
 * @param goodputPerSecond median over rounds of the goodput at the boundary step, requests per second: the service's
 *                   capacity
 * @param spread           largest minus smallest of the rounds' goodputs, as a share of the median; 0 for one round
 * @param consistent       whether there is more than one round, every round found a boundary, and the spread is within what the
 *                   settings allow
 * @param roundsRun        how many rounds were run, with or without a boundary
 */
public record Saturation(
        RoundResult.Boundary median, double goodputPerSecond, double spread, boolean consistent, int roundsRun) {

    /** The saturation point of the rounds that found a boundary, or nothing when none did. */
    public static Optional<Saturation> of(List<RoundResult> results, SearchSettings settings) {
        List<RoundResult.Boundary> found = results.stream()
                .flatMap(result -> result.asBoundary().stream())
                .sorted(Comparator.comparingDouble(Saturation::goodput))
                .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        RoundResult.Boundary median = found.get((found.size() - 1) / 2);
        double range = goodput(found.get(found.size() - 1)) - goodput(found.get(0));
        double goodput = (goodput(median) + goodput(found.get(found.size() / 2))) / 2;
        double spread = goodput == 0 ? 0 : range / goodput;
        boolean allFound = found.size() == results.size();
        boolean consistent = found.size() > 1 && allFound && spread <= settings.consistency();
        return Optional.of(new Saturation(median, goodput, spread, consistent, results.size()));
    }

    /** The highest callers without refusals, in the median round. */
    public int callers() {
        return CallersSearch.callers(median.boundary());
    }

    private static double goodput(RoundResult.Boundary round) {
        return round.boundary().goodputPerSecond();
    }
}
