package io.headroom.saturation;

import io.headroom.load.FailureShare;
import io.headroom.load.ImpossibleRunException;
import io.headroom.load.Median;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The saturation point, combined from the rounds of a search with callers.
 *
 * <p>The capacity is the geometric mean over the rounds of the goodput at the boundary; its confidence interval is that
 * of {@link RoundsInterval}. Goodput beyond the boundary does not count. But if it is higher than at the boundary, the
 * service refused before it was full.
 *
 * @param median           round with the median goodput at the boundary; of an even number of rounds, the lower of the
 *                         two in the middle
 * @param goodputPerSecond the capacity, in successes per second
 * @param confidence       the capacity with its confidence interval; empty if only one round found a boundary or
 *                         nothing was served
 * @param spread           largest minus smallest goodput of the rounds, as a share of the capacity; 0 for one round
 * @param consistent       whether there are several rounds, every round found a boundary, and the confidence interval
 *                         is as narrow as the settings ask for
 * @param attainable       whether the interval can become that narrow within the allowed rounds
 * @param growthBeyond     how much higher goodput is beyond the boundary than at it, as a share; 0 if chance may
 *                         explain it
 * @param growthProven     whether chance cannot explain the growth
 * @param roundsRun        number of rounds that were run, with or without a boundary
 */
public record Saturation(
        RoundResult.Boundary median,
        double goodputPerSecond,
        Optional<CapacityEstimate> confidence,
        double spread,
        boolean consistent,
        boolean attainable,
        double growthBeyond,
        boolean growthProven,
        int roundsRun) {

    /** Least standard deviation of a round: that two rounds happen to agree does not prove that a third one will. */
    private static final double ROUND_SD = 0.018;

    /** Fewer rounds than this may differ because the capacity moved, which takes some rounds to tell. */
    private static final int LEAST_TO_GIVE_UP = 10;

    /** After this many rounds, less certainty that more of them would not agree suffices to give up. */
    private static final int MANY = 12;

    private static final double SURE_OF_MANY = 0.9;

    /** A load of which more is refused is no saturation point, however little precision is wanted. */
    private static final double MOST_REFUSED = 0.05;

    public Saturation {
        ImpossibleRunException.requireFigure("the capacity", goodputPerSecond);
        ImpossibleRunException.requireFigure("the spread of the rounds", spread);
    }

    /** Returns the saturation point of the rounds that found a boundary; empty if none did. */
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
                confidence.isEmpty() || isAttainable(found, logs, settings.rounds()),
                growth.isNone() ? 0 : growth.share(),
                growth.isProven(),
                results.size()));
    }

    /**
     * Returns whether another round may tell more. It does not if a single round was asked for, if the rounds agree, if
     * a round found no boundary, if growth beyond the boundary is proven, or if the rounds differ so much that all
     * allowed rounds would not make the interval narrow enough.
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
        return goodputPerSecond > 0 && !growthProven && attainable && !(consistent && growthBeyond == 0);
    }

    /** Returns the highest number of callers that the service took, in the median round. */
    public int callers() {
        return CallersSearch.callers(median.boundary());
    }

    /**
     * Returns whether a step that stayed at the saturation point confirms it. It does if the service took all. Where refusals
     * begin slowly, the boundary is a slope: if a share x of the requests is refused, the load there is {@code 1 ÷ (1 −
     * x)} times what is served, so the boundary is known to x. That is precise enough if it is no more than the wanted
     * precision, and no more than {@value #MOST_REFUSED}. The goodput must then be that of the rounds, as precisely.
     */
    public boolean isConfirmedBy(StepStatistics hold, SearchSettings settings) {
        double precise = Math.min(MOST_REFUSED, settings.rounds().precision());
        boolean isSlope = settings.rule().judge(hold) == StepVerdict.CLEAN || refuses(hold, settings.rule());
        return settings.rule().takesAll(hold)
                || (isSlope
                        && 1 - hold.counts().share(Outcome.OK) <= precise
                        && Math.abs(Math.log(hold.goodputPerSecond() / goodputPerSecond)) <= Math.log1p(precise));
    }

    /**
     * Returns whether the service refused a step, in the way in which it refuses what is beyond the boundary. Where failures
     * mark the boundary, as of a full queue that answers 500, most failures of the step are of the same kind.
     */
    public boolean refuses(StepStatistics step, SaturationRule rule) {
        return switch (rule.judge(step)) {
            case SATURATED -> true;
            case FAILING ->
                median.firstBeyond()
                        .filter(beyond -> rule.judge(beyond) == StepVerdict.FAILING)
                        .filter(beyond -> mostFrequentFailure(step).equals(mostFrequentFailure(beyond)))
                        .isPresent();
            case CLEAN, INJECTOR_BOUND, WRONG_TEST, UNMEASURED -> false;
        };
    }

    private static Optional<String> mostFrequentFailure(StepStatistics step) {
        return FailureShare.worstUnlessRefused(step.counts()).map(FailureShare::kind);
    }

    private static CapacityEstimate confidence(List<RoundResult.Boundary> found, double[] logs) {
        return RoundsInterval.estimate(logs, apartMillis(found), ROUND_SD, 1);
    }

    private static boolean isAttainable(List<RoundResult.Boundary> found, double[] logs, SearchSettings.Rounds rounds) {
        double sure = found.size() < MANY ? RoundsInterval.SURE : SURE_OF_MANY;
        return found.size() < LEAST_TO_GIVE_UP
                || RoundsInterval.isAttainable(
                        logs, apartMillis(found), ROUND_SD, rounds.most(), rounds.precision(), sure);
    }

    /** Returns the mean time from the start of one round to that of the next. */
    private static double apartMillis(List<RoundResult.Boundary> found) {
        long first = found.get(0).boundary().windowStartMillis();
        long last = found.get(found.size() - 1).boundary().windowStartMillis();
        return Math.max(1, (last - first) / (found.size() - 1.0));
    }

    private static double goodput(RoundResult.Boundary round) {
        StepStatistics boundary = round.boundary();
        return boundary.goodputPerSecond();
    }
}
