package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the rounds of a search add up to: the saturation point.
 *
 * @param callers          median over rounds of the highest callers without refusals
 * @param goodputPerSecond median over rounds of the goodput at the boundary step: the service's capacity
 * @param spread           largest minus smallest of the rounds' goodputs, as a share of the median; 0 for one round
 * @param consistent       whether there is more than one round, every round found a boundary, and the spread is within what
 *                         the settings allow
 * @param rounds           the rounds' boundaries, in order
 */
public record Saturation(
        int callers, double goodputPerSecond, double spread, boolean consistent, List<RoundResult.Boundary> rounds) {

    public Saturation {
        rounds = List.copyOf(rounds);
    }

    /** The saturation point of the rounds that found a boundary, or nothing when none did. */
    public static Optional<Saturation> of(List<RoundResult> results, SearchSettings settings) {
        List<RoundResult.Boundary> found =
                results.stream().flatMap(result -> result.asBoundary().stream()).toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<StepStatistics> boundaries =
                found.stream().map(RoundResult.Boundary::boundary).toList();
        double[] goodputs = boundaries.stream()
                .mapToDouble(StepStatistics::goodputPerSecond)
                .sorted()
                .toArray();
        double median = median(goodputs);
        double spread = median == 0 ? 0 : (goodputs[goodputs.length - 1] - goodputs[0]) / median;
        int callers = boundaries.stream()
                .map(CallersSearch::callers)
                .sorted(Comparator.naturalOrder())
                .skip((boundaries.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
        return Optional.of(new Saturation(callers, median, spread, agree(results, found, spread, settings), found));
    }

    private static boolean agree(
            List<RoundResult> results, List<RoundResult.Boundary> found, double spread, SearchSettings settings) {
        return found.size() > 1 && found.size() == results.size() && spread <= settings.consistency();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
