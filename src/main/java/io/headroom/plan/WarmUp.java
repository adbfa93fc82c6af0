package io.headroom.plan;

import io.headroom.load.Load.Callers;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.StepVerdict;
import java.util.List;
import java.util.Optional;

/** Steps at the least load until latency has settled. */
final class WarmUp {

    /** Two warm-up steps in a row that differ by no more than this have settled. */
    private static final double SETTLED_WITHIN = 0.1;

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
        return Optional.of(
                steps.plan(0, Purpose.WARM_UP, new Callers(settings.search().startCallers()), finished));
    }

    private static boolean settled(List<StepStatistics> warmUps) {
        if (warmUps.size() < 2) {
            return false;
        }
        double before = warmUps.get(warmUps.size() - 2).latency().mean();
        double now = warmUps.get(warmUps.size() - 1).latency().mean();
        return Math.abs(now - before) <= SETTLED_WITHIN * before;
    }
}
