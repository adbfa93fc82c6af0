package io.headroom.saturation;

import io.headroom.load.Median;
import io.headroom.load.StepStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the rounds of a search add up to: the saturation point.
 *
 * <p>The capacity is the goodput at the boundary, averaged over the rounds by its logarithm; its confidence interval is that
 * of {@link RoundsInterval}. What was served beyond the boundary does not count, but where it is more than at the boundary,
 * the service refused before it was full.
 *
 * @param median           the round whose goodput at the boundary is the median; of an even number, the lower of the two in the
 *                   middle
 * @param goodputPerSecond geometric mean over rounds of the goodput at the boundary step, requests per second: the
 *                   service's capacity
 * @param confidence       the same with its confidence interval; nothing where one round only found a boundary, or nothing
 *                   was served
 * @param spread           largest minus smallest of the rounds' goodputs, as a share of the capacity; 0 for one round
 * @param consistent       whether there is more than one round, every round found a boundary, and the confidence interval is
 *                   as narrow as the settings ask for
 * @param growthBeyond     how much more was served beyond the boundary than there, as a share; 0 where chance may explain it
 * @param growthProven     whether chance cannot
 * @param roundsRun        how many rounds were run, with or without a boundary
 */
public record Saturation(
        RoundResult.Boundary median,
        double goodputPerSecond,
        Optional<CapacityEstimate> confidence,
        double spread,
        boolean consistent,
        double growthBeyond,
        boolean growthProven,
        int roundsRun) {

    /** What rounds deviate by at least: two that happen to agree do not prove that the third will. */
    private static final double ROUND_SD = 0.018;

    /** The saturation point of the rounds that found a boundary, or nothing when none did. */
    public static Optional<Saturation> of(List<RoundResult> results, SearchSettings settings) {
        List<RoundResult.Boundary> found =
                results.stream().flatMap(result -> result.asBoundary().stream()).toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<RoundResult.Boundary> sorted = found.stream()
                .sorted(Comparator.comparingDouble(Saturation::goodput))
                .toList();
        RoundResult.Boundary least = sorted.get(0);
        RoundResult.Boundary most = sorted.get(sorted.size() - 1);
        double[] logs =
                found.stream().mapToDouble(Saturation::goodput).map(Math::log).toArray();
        double capacity = Math.exp(RoundsInterval.mean(logs));
        Optional<CapacityEstimate> confidence =
                found.size() > 1 && capacity > 0 ? Optional.of(confidence(found, logs)) : Optional.empty();
        boolean precise = confidence
                .filter(interval -> interval.halfWidth() <= settings.rounds().precision())
                .isPresent();
        Growth growth = Growth.of(found);
        return Optional.of(new Saturation(
                Median.lowerOfSorted(sorted),
                capacity,
                confidence,
                capacity == 0 ? 0 : (goodput(most) - goodput(least)) / capacity,
                precise && found.size() == results.size(),
                growth.isNone() ? 0 : growth.share(),
                growth.isProven(),
                results.size()));
    }

    /**
     * Whether more rounds may tell more: not where one round is wanted or the rounds agree, and not where a round without a
     * boundary, or growth beyond it, says that they cannot.
     */
    public static boolean wantsMore(List<RoundResult> results, SearchSettings settings) {
        if (results.size() < settings.rounds().least()) {
            return true;
        }
        boolean allowed = settings.rounds().least() > 1
                && results.size() < settings.rounds().most();
        boolean allFound =
                results.stream().allMatch(result -> result.asBoundary().isPresent());
        return allowed
                && allFound
                && of(results, settings).filter(Saturation::isOpen).isPresent();
    }

    private boolean isOpen() {
        return goodputPerSecond > 0 && !growthProven && !(consistent && growthBeyond == 0);
    }

    /** The highest callers without refusals, in the median round. */
    public int callers() {
        return CallersSearch.callers(median.boundary());
    }

    private static CapacityEstimate confidence(List<RoundResult.Boundary> found, double[] logs) {
        long first = found.get(0).boundary().windowStartMillis();
        long last = found.get(found.size() - 1).boundary().windowStartMillis();
        return RoundsInterval.estimate(logs, Math.max(1, (last - first) / (found.size() - 1.0)), ROUND_SD, 1);
    }

    private static double goodput(RoundResult.Boundary round) {
        StepStatistics boundary = round.boundary();
        return boundary.goodputPerSecond();
    }
}
