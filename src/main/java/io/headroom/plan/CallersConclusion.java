package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.CallersShift;
import io.headroom.saturation.CapacityShift;
import io.headroom.saturation.Queueing;
import io.headroom.saturation.RateLimiter;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.SearchSettings;
import io.headroom.saturation.UnderLimit;
import java.util.List;
import java.util.Optional;

/**
 * The conclusion of a search with callers.
 *
 * @param rounds     results of the completed rounds, in order
 * @param shift      change of the capacity during the rounds and the hold, if there is one; the capacity after it is that of
 *                   the saturation point
 * @param saturation saturation point of these rounds, or of those after the change; empty if none of them found a
 *                   boundary
 * @param queueing   how the service queues; empty if it refused requests, or if what the rounds proved was disturbed later
 * @param limiter    the rate limiter before the service, if one was found: then its own capacity is not known
 * @param hold       the step that held the saturation point, if it is finished
 * @param refuting   the hold or the target that shows that the saturation point did not last, if there is one
 * @param verified   the load to run at; without a target if the capacity changed, if a step refutes it, or if no rate is known that
 *                   keeps the limits
 * @param limit      what was found out about the limits of the settings, if they have any and the capacity is known
 */
public record CallersConclusion(
        List<RoundResult> rounds,
        Optional<CapacityShift> shift,
        Optional<Saturation> saturation,
        Optional<Queueing> queueing,
        Optional<RateLimiter> limiter,
        Optional<StepStatistics> hold,
        Optional<StepStatistics> refuting,
        VerifiedTarget verified,
        Optional<UnderLimit> limit)
        implements Conclusion {

    public CallersConclusion {
        rounds = List.copyOf(rounds);
    }

    static CallersConclusion of(
            List<RoundResult> rounds,
            List<StepStatistics> finished,
            Optional<RateLimiter> limiter,
            PlanSettings settings) {
        Optional<StepStatistics> hold = VerifiedTarget.last(Purpose.HOLD, finished);
        Optional<CapacityShift> change =
                shift(rounds, finished, settings.search().rule());
        List<RoundResult> current = current(rounds, change);
        Optional<Saturation> saturation = Saturation.of(current, settings.search());
        Optional<CapacityShift> shift = change.map(moved -> saturation
                .map(now -> moved.from(moved.beforePerSecond(), now.goodputPerSecond()))
                .orElse(moved));
        Optional<StepStatistics> refuting = new Verification(current, finished, settings.search()).refuting();
        Optional<LimitSteps> limit =
                shift.isEmpty() ? LimitSteps.ofCallers(finished, settings) : Optional.<LimitSteps>empty();
        VerifiedTarget verified = VerifiedTarget.of(
                finished, settings.targetFraction(), saturation.map(Saturation::goodputPerSecond), limit);
        return new CallersConclusion(
                rounds,
                shift,
                saturation,
                saturation
                        .filter(point -> point.median().isOfQueue())
                        .flatMap(
                                point -> Queueing.in(finished, settings.search().rule())),
                limiter,
                hold.filter(step -> shift.isEmpty()
                        || step.windowStartMillis() >= shift.get().atMillis()),
                refuting,
                shift.isEmpty() && refuting.isEmpty() ? verified : verified.withoutTarget(),
                limit.map(LimitSteps::found));
    }

    /** Returns the rounds that tell what the capacity is now: those that found a boundary after the change, or all without one. */
    public static List<RoundResult> current(List<RoundResult> rounds, Optional<CapacityShift> shift) {
        return rounds.stream()
                .filter(round -> shift.isEmpty()
                        || (round.asBoundary().isPresent() && !shift.get().isAfter(round)))
                .toList();
    }

    /** Returns the change of the capacity. */
    static Optional<CapacityShift> shift(List<RoundResult> rounds, List<StepStatistics> finished, SaturationRule rule) {
        return CallersShift.of(rounds, comparableHold(finished, rule));
    }

    /** Returns whether the capacity may have moved, so that another of the allowed rounds may tell. */
    static boolean isSuspected(List<RoundResult> rounds, List<StepStatistics> finished, SearchSettings settings) {
        return settings.rounds().least() > 1
                && rounds.size() < settings.rounds().most()
                && CallersShift.isSuspected(rounds, comparableHold(finished, settings.rule()));
    }

    /** Returns the last hold that the injector did not limit: one that it limited says nothing about the service. */
    private static Optional<StepStatistics> comparableHold(List<StepStatistics> finished, SaturationRule rule) {
        return new Tries(Purpose.HOLD, finished, rule).lastTelling();
    }

    @Override
    public <R> R match(ConclusionCases<R> cases) {
        return cases.callers(this);
    }
}
