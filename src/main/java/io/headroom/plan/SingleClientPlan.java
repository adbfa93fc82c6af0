package io.headroom.plan;

import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
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

    /** Two warm-up steps in a row that differ by no more than this have settled. */
    private static final double SETTLED_WITHIN = 0.1;

    private static final int MOST_DOUBLINGS = 20;

    private final PlanSettings settings;
    private final CallersSearch search;

    public SingleClientPlan(PlanSettings settings) {
        this.settings = settings;
        this.search = new CallersSearch(settings.search());
    }

    public PlanSettings settings() {
        return settings;
    }

    @Override
    public int users() {
        return settings.search().maximumCallers();
    }

    @Override
    public NextStep next(List<StepStatistics> finished) {
        NextStep next = warmUp(finished)
                .or(() -> searching(finished))
                .or(() -> verifying(finished))
                .orElseGet(() -> new NextStep.Finished(Ending.COMPLETE));
        boolean late = elapsedMillis(finished) > settings.search().timeLimit().toMillis();
        return late && next instanceof NextStep.Run ? new NextStep.Finished(Ending.TIME_LIMIT) : next;
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

    private Optional<NextStep> warmUp(List<StepStatistics> finished) {
        List<StepStatistics> warmUps = ofPurpose(Purpose.WARM_UP, finished);
        boolean over = finished.size() > warmUps.size();
        if (over) {
            return Optional.empty();
        }
        StepStatistics last = warmUps.isEmpty() ? null : warmUps.get(warmUps.size() - 1);
        StepVerdict verdict = last == null ? null : settings.search().rule().judge(last);
        if (verdict == StepVerdict.WRONG_TEST) {
            return Optional.of(new NextStep.Finished(Ending.WRONG_TEST));
        }
        boolean atLimit = elapsedMillis(warmUps) >= settings.warmUpLimit().toMillis();
        if (verdict == StepVerdict.CLEAN && (atLimit || settled(warmUps))) {
            return Optional.empty();
        }
        if (atLimit && verdict == StepVerdict.SATURATED) { // no cold start lasts that long: fewer callers may be taken
            return Optional.empty();
        }
        if (atLimit && verdict != null) {
            boolean nothing = verdict == StepVerdict.UNMEASURED;
            return Optional.of(new NextStep.Finished(nothing ? Ending.UNMEASURED : Ending.ENDPOINT_FAILS));
        }
        return Optional.of(run(0, Purpose.WARM_UP, new Callers(settings.search().startCallers()), finished));
    }

    private static boolean settled(List<StepStatistics> warmUps) {
        if (warmUps.size() < 2) {
            return false;
        }
        double before = warmUps.get(warmUps.size() - 2).latency().mean();
        double now = warmUps.get(warmUps.size() - 1).latency().mean();
        return Math.abs(now - before) <= SETTLED_WITHIN * before;
    }

    private Optional<NextStep> searching(List<StepStatistics> finished) {
        boolean found = false;
        for (int round = 1; round <= settings.search().rounds(); round++) {
            Decision<RoundResult> decision = search.next(stepsOf(round, finished));
            if (decision instanceof Decision.Offer<RoundResult> offer) {
                return Optional.of(run(round, offer.purpose(), offer.load(), finished));
            }
            RoundResult result = ((Decision.Ended<RoundResult>) decision).result();
            if (result instanceof RoundResult.NothingTaken) {
                return Optional.of(new NextStep.Finished(Ending.ENDPOINT_FAILS));
            }
            if (result instanceof RoundResult.Useless useless) {
                boolean wrong = useless.verdict() == StepVerdict.WRONG_TEST;
                return Optional.of(new NextStep.Finished(wrong ? Ending.WRONG_TEST : Ending.UNMEASURED));
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
        if (ofPurpose(Purpose.HOLD, finished).isEmpty()) {
            return Optional.of(run(0, Purpose.HOLD, new Callers(saturation.callers()), finished));
        }
        double target = Target.of(saturation, settings.targetFraction()).offeredPerSecond();
        if (ofPurpose(Purpose.TARGET, finished).isEmpty() && target > 0) {
            return Optional.of(run(0, Purpose.TARGET, new Arrivals(target, settings.targetSpacing()), finished));
        }
        return Optional.empty();
    }

    private NextStep run(int round, Purpose purpose, Load load, List<StepStatistics> finished) {
        int callers = load instanceof Callers closed ? closed.callers() : 1;
        // while nothing is answered within a step, the next one is twice as long
        double unknown = settings.search().minimumStep().toMillis()
                * (double) (1L << Math.min(finished.size(), MOST_DOUBLINGS))
                / StepTiming.LATENCIES_PER_STEP;
        double expectedMillis = StepTiming.expectedMillis(callers, finished).orElse(unknown);
        Duration wanted = switch (purpose) {
            case HOLD -> settings.holdLength();
            case TARGET -> settings.targetLength();
            case WARM_UP, UP, DOWN, PLATEAU, FINE_TUNING -> settings.search().minimumStep();
        };
        return new NextStep.Run(
                new Step(finished.size() + 1, round, purpose, load),
                StepTiming.settling(expectedMillis, settings.search()),
                StepTiming.length(expectedMillis, wanted, settings.search()));
    }

    private static List<StepStatistics> stepsOf(int round, List<StepStatistics> finished) {
        return finished.stream().filter(step -> step.step().round() == round).toList();
    }

    private static List<StepStatistics> ofPurpose(Purpose purpose, List<StepStatistics> finished) {
        return finished.stream()
                .filter(step -> step.step().purpose() == purpose)
                .toList();
    }

    private static long elapsedMillis(List<StepStatistics> finished) {
        return finished.isEmpty() ? 0 : finished.get(finished.size() - 1).windowEndMillis();
    }
}
