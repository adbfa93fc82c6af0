package io.headroom.plan;

import io.headroom.load.Load.Callers;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.StepVerdict;
import java.util.List;
import java.util.Optional;

/**
 * Runs steps at the least load until latency and goodput have settled: the last two steps differ little, and the last
 * three show no trend. The trend matters because a cold service sometimes improves so slowly that the difference from
 * one step to the next is within the noise.
 */
final class WarmUp {

    /** The last two steps differ by at most this share. */
    private static final double SETTLED_WITHIN = 0.1;

    /**
     * Steps that show a trend if each is better than the one before, and if they improve in all by more than {@code
     * NO_TREND}.
     */
    private static final int STEPS_OF_TREND = 3;

    private static final double NO_TREND = 0.03;

    /** Steady failures end the warm-up after this part (1 ÷ 3) of its limit. */
    private static final int MOST_FAILING = 3;

    private static final double WITHIN_CHANCE = 2;

    private final PlanSettings settings;
    private final StepPlanner steps;

    WarmUp(PlanSettings settings, StepPlanner steps) {
        this.settings = settings;
        this.steps = steps;
    }

    /**
     * Returns the next step of the warm-up, or the end of the run if the service cannot be measured; empty when the
     * warm-up is over.
     */
    Optional<NextStep> next(List<StepStatistics> finished) {
        List<StepStatistics> warmUps = finished.stream()
                .filter(step -> step.step().purpose() == Purpose.WARM_UP)
                .toList();
        boolean over = finished.stream()
                .anyMatch(step ->
                        step.step().purpose() != Purpose.WARM_UP && step.step().purpose() != Purpose.RATE_LIMIT);
        if (over) {
            return Optional.empty();
        }
        StepStatistics last = warmUps.isEmpty() ? null : warmUps.get(warmUps.size() - 1);
        StepVerdict verdict = last == null ? null : settings.search().rule().judge(last);
        if (verdict == StepVerdict.WRONG_TEST) {
            return Optional.of(new NextStep.Finished(Ending.WRONG_TEST));
        }
        boolean atLimit =
                StepPlanner.elapsedMillis(warmUps) >= settings.warmUpLimit().toMillis();
        if (verdict == StepVerdict.CLEAN && (atLimit || settled(warmUps))) {
            return Optional.empty();
        }
        boolean sends = verdict == StepVerdict.INJECTOR_BOUND && last.counts().of(Outcome.OK) > 0;
        boolean mayBeTaken = verdict == StepVerdict.SATURATED || sends;
        // no cold start lasts that long, so the search may find out what the service can take
        if (atLimit && mayBeTaken) {
            return Optional.empty();
        }
        if (verdict != null && (atLimit || (verdict == StepVerdict.FAILING && failsSteadily(warmUps)))) {
            return Optional.of(new NextStep.Finished(Ending.ofUseless(verdict)));
        }
        return Optional.of(steps.plan(
                0, Purpose.WARM_UP, new Callers(settings.search().callers().start()), finished));
    }

    /**
     * Returns whether a part of the requests fails, and this part does not get smaller: the last failing steps take a third
     * of the longest warm-up or more, and in their later half the failing share q is no smaller than the share p in their
     * earlier half, as far as chance allows: {@code p − q ≤ 2·√(s·(1 − s)·(1/n + 1/m))}, with the share s of both halves
     * and their numbers of requests n and m (the test of two proportions). If nothing succeeds, the service may still be
     * starting.
     */
    private boolean failsSteadily(List<StepStatistics> warmUps) {
        int from = warmUps.size();
        while (from > 0 && failsInPart(warmUps.get(from - 1))) {
            from--;
        }
        List<StepStatistics> failing = warmUps.subList(from, warmUps.size());
        if (failing.size() < STEPS_OF_TREND
                || MOST_FAILING * StepPlanner.elapsedMillis(failing)
                        < settings.warmUpLimit().toMillis()) {
            return false;
        }
        double[] earlier = failures(failing.subList(0, failing.size() / 2));
        double[] later = failures(failing.subList(failing.size() / 2, failing.size()));
        double share = (earlier[0] + later[0]) / (earlier[1] + later[1]);
        double deviation = Math.sqrt(share * (1 - share) * (1 / earlier[1] + 1 / later[1]));
        return earlier[0] / earlier[1] - later[0] / later[1] <= WITHIN_CHANCE * deviation;
    }

    private boolean failsInPart(StepStatistics step) {
        return settings.search().rule().judge(step) == StepVerdict.FAILING
                && step.counts().of(Outcome.OK) > 0;
    }

    /** Returns the number of requests that failed, and the number of all requests. */
    private static double[] failures(List<StepStatistics> steps) {
        double all = steps.stream().mapToLong(step -> step.counts().total()).sum();
        double ok =
                steps.stream().mapToLong(step -> step.counts().of(Outcome.OK)).sum();
        return new double[] {all - ok, all};
    }

    private static boolean settled(List<StepStatistics> warmUps) {
        if (warmUps.size() < STEPS_OF_TREND) {
            return false;
        }
        List<StepStatistics> last = warmUps.subList(warmUps.size() - STEPS_OF_TREND, warmUps.size());
        double[] speeds =
                last.stream().mapToDouble(step -> 1 / step.latency().mean()).toArray();
        double[] goodputs =
                last.stream().mapToDouble(StepStatistics::goodputPerSecond).toArray();
        return settled(speeds) && settled(goodputs);
    }

    private static boolean settled(double[] values) {
        boolean near = Math.abs(values[2] - values[1]) <= SETTLED_WITHIN * values[1];
        boolean rises = values[0] < values[1] && values[1] < values[2];
        return near && !(rises && values[2] > (1 + NO_TREND) * values[0]);
    }
}
