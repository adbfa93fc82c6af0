package io.headroom.plan;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.CallersSearch;
import io.headroom.saturation.Decision;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.StepVerdict;
import io.headroom.sizing.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Warm-up until latency has settled; rounds of search with callers; hold at the saturation point; verify the target. */
public final class SingleClientPlan implements RunPlan {

    private final PlanSettings settings;
    private final CallersSearch search;
    private final WarmUp warmUp;
    private final StepPlanner steps;

    public SingleClientPlan(PlanSettings settings) {
        this.settings = settings;
        this.search = new CallersSearch(settings.search());
        this.steps = new StepPlanner(settings);
        this.warmUp = new WarmUp(settings, steps);
    }

    public PlanSettings settings() {
        return settings;
    }

    @Override
    public int users() {
        return settings.search().maximumCallers();
    }

    @Override
    public int seats(List<StepStatistics> finished) {
        return finished.isEmpty() ? users() : StepPlanner.callers(finished.get(finished.size() - 1));
    }

    @Override
    public NextStep next(List<StepStatistics> finished) {
        NextStep next = warmUp.next(finished)
                .or(() -> searching(finished))
                .or(() -> verifying(finished))
                .orElseGet(() -> new NextStep.Finished(Ending.COMPLETE));
        return steps.unlessLate(next, finished);
    }

    /** The results of the rounds that are over, in order. */
    public List<RoundResult> rounds(List<StepStatistics> finished) {
        List<RoundResult> results = new ArrayList<>();
        for (int round = 1; round <= settings.search().rounds(); round++) {
            if (search.next(stepsOf(round, finished)) instanceof Decision.Ended<RoundResult> ended) {
                results.add(ended.result());
            } else {
                return results;
            }
        }
        return results;
    }

    @Override
    public Optional<Duration> atMostLeft(List<StepStatistics> finished) {
        boolean latencyKnown = StepTiming.expectedMillis(1, finished).isPresent();
        return latencyKnown ? Optional.of(new WorstCase(this).left(finished)) : Optional.empty();
    }

    private Optional<NextStep> searching(List<StepStatistics> finished) {
        boolean found = false;
        for (int round = 1; round <= settings.search().rounds(); round++) {
            Decision<RoundResult> decision = search.next(stepsOf(round, finished));
            if (decision instanceof Decision.Offer<RoundResult> offer) {
                return Optional.of(steps.plan(round, offer.purpose(), offer.load(), finished));
            }
            RoundResult result = ((Decision.Ended<RoundResult>) decision).result();
            if (result instanceof RoundResult.NothingTaken) {
                return Optional.of(new NextStep.Finished(Ending.ENDPOINT_FAILS));
            }
            if (result instanceof RoundResult.Useless useless) {
                return Optional.of(new NextStep.Finished(Ending.ofUseless(useless.verdict())));
            }
            found |= result.asBoundary().isPresent();
            if (!found) {
                return Optional.of(new NextStep.Finished(Ending.NOT_SATURATED));
            }
        }
        return Optional.empty();
    }

    private Optional<NextStep> verifying(List<StepStatistics> finished) {
        StepVerdict last = settings.search().rule().judge(finished.get(finished.size() - 1));
        if (last == StepVerdict.WRONG_TEST) {
            return Optional.of(new NextStep.Finished(Ending.WRONG_TEST));
        }
        Saturation saturation =
                Saturation.of(rounds(finished), settings.search()).orElseThrow();
        if (steps.wants(Purpose.HOLD, finished)) {
            return Optional.of(steps.plan(0, Purpose.HOLD, new Callers(saturation.callers()), finished));
        }
        double target = Target.of(saturation, settings.targetFraction()).offeredPerSecond();
        if (steps.wants(Purpose.TARGET, finished) && target > 0) {
            return Optional.of(steps.plan(0, Purpose.TARGET, new Arrivals(target, settings.targetSpacing()), finished));
        }
        return Optional.empty();
    }

    private static List<StepStatistics> stepsOf(int round, List<StepStatistics> finished) {
        return finished.stream().filter(step -> step.step().round() == round).toList();
    }
}
