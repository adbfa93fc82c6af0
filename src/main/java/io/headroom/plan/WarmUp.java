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
 * Steps at the least load until latency and goodput have settled: the last two differ little, and the last three show no trend.
 * For a cold service gets better slowly at times, from each step to the next by less than what chance does.
 */
final class WarmUp {

    /** The last two steps differ by no more than this share. */
    private static final double SETTLED_WITHIN = 0.1;

    /** Steps that show a trend, if each is better than the one before, and all together by more than this share. */
    private static final int STEPS_OF_TREND = 3;

    private static final double NO_TREND = 0.03;

    private final PlanSettings settings;
    private final StepPlanner steps;

    WarmUp(PlanSettings settings, StepPlanner steps) {
        this.settings = settings;
        this.steps = steps;
    }

    /** The next step of the warm-up, or why the run is over; nothing once it has done its work. */
    Optional<NextStep> next(List<StepStatistics> finished) {
        List<StepStatistics> warmUps = finished.stream()
                .filter(step -> step.step().purpose() == Purpose.WARM_UP)
                .toList();
        boolean over = finished.size() > warmUps.size();
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
        if (atLimit && mayBeTaken) { // no cold start lasts that long: the search finds out what can be taken
            return Optional.empty();
        }
        if (atLimit && verdict != null) {
            return Optional.of(new NextStep.Finished(Ending.ofUseless(verdict)));
        }
        return Optional.of(steps.plan(
                0, Purpose.WARM_UP, new Callers(settings.search().callers().start()), finished));
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

    private static boolean settled(double[] ofThree) {
        boolean near = Math.abs(ofThree[2] - ofThree[1]) <= SETTLED_WITHIN * ofThree[1];
        boolean rises = ofThree[0] < ofThree[1] && ofThree[1] < ofThree[2];
        return near && !(rises && ofThree[2] > (1 + NO_TREND) * ofThree[0]);
    }
}
