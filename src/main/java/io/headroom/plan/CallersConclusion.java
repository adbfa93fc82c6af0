package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import java.util.List;
import java.util.Optional;

/**
 * The conclusion of a search with callers.
 *
 * @param rounds     results of the completed rounds, in order
 * @param saturation saturation point of these rounds; empty if none of them found a boundary
 * @param hold       the step that held the saturation point, if it is finished
 * @param verified   the load to run at
 */
public record CallersConclusion(
        List<RoundResult> rounds,
        Optional<Saturation> saturation,
        Optional<StepStatistics> hold,
        VerifiedTarget verified)
        implements Conclusion {

    public CallersConclusion {
        rounds = List.copyOf(rounds);
    }

    static CallersConclusion of(List<RoundResult> rounds, List<StepStatistics> finished, PlanSettings settings) {
        Optional<Saturation> saturation = Saturation.of(rounds, settings.search());
        return new CallersConclusion(
                rounds,
                saturation,
                VerifiedTarget.last(Purpose.HOLD, finished),
                VerifiedTarget.of(finished, settings.targetFraction(), saturation.map(Saturation::goodputPerSecond)));
    }

    @Override
    public <R> R match(ConclusionCases<R> cases) {
        return cases.callers(this);
    }
}
