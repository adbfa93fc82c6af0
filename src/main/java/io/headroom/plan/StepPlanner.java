package io.headroom.plan;

import io.headroom.load.Load;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.Decision;
import io.headroom.saturation.MostInFlight;
import io.headroom.saturation.Outage;
import io.headroom.saturation.OverloadRule;
import io.headroom.saturation.Steadiness;
import io.headroom.saturation.StepVerdict;
import io.headroom.saturation.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Numbers steps, and makes them as long as the latency demands. */
final class StepPlanner {

    /** A step that the injector limited is run again, because it may have been disturbed; at most this often in all. */
    static final int TRIES = 3;

    private static final int MOST_DOUBLINGS = 20;

    /** A step whose load was not steady is longer by this factor when it is run again. */
    private static final int LONGER = 2;

    /** If one of 473 requests is refused, the true share is at most 1 %, with 95 % confidence. */
    private static final double TARGET_REQUESTS = 500;

    private final PlanSettings settings;

    StepPlanner(PlanSettings settings) {
        this.settings = settings;
    }

    /** Returns the next step with this purpose and load. */
    NextStep plan(int round, Purpose purpose, Load load, List<StepStatistics> finished) {
        return run(round, purpose, load, finished);
    }

    /** Returns the step that a search with arrivals offers. Under overload it caps what is in flight. */
    NextStep offered(Decision.Offer<?> offer, List<StepStatistics> finished) {
        Timing timing = offer.timing().orElseThrow();
        return new NextStep.Run(
                new Step(finished.size() + 1, offer.round(), offer.purpose(), offer.load()),
                new NextStep.Filling(timing.refusals(), timing.limit()),
                timing.settling(),
                timing.window(),
                OverloadRule.isOverload(offer.purpose())
                        ? MostInFlight.underOverload(finished, settings.search())
                        : NextStep.Run.ALL_USERS);
    }

    /**
     * Returns the step that verifies the target.
     *
     * @param perSecond rate that the target is a share of, in requests per second; above 0
     */
    NextStep target(double perSecond, List<StepStatistics> finished) {
        Load target = new Load.Arrivals(settings.targetFraction() * perSecond, settings.targetSpacing());
        return run(0, Purpose.TARGET, target, finished);
    }

    private NextStep.Run run(int round, Purpose purpose, Load load, List<StepStatistics> finished) {
        int callers = load.closedLoopCallers().orElse(1);
        // while nothing is answered within a step, the next one is twice as long
        double unknown = StepTiming.SHORT_STEPS_PER_WARM_UP
                * settings.search().steps().minimum().toMillis()
                * (double) (1L << Math.min(finished.size(), MOST_DOUBLINGS))
                / StepTiming.LATENCIES_PER_STEP;
        double expectedMillis = StepTiming.expectedMillis(callers, finished).orElse(unknown);
        Duration length = StepTiming.length(purpose, callers, expectedMillis, settings);
        Duration settling = StepTiming.settling(purpose, expectedMillis, settings.search());
        Step step = new Step(finished.size() + 1, round, purpose, load);
        return unsteadyBefore(step, finished)
                .map(before -> new NextStep.Run(step, longerSettling(before, settling), longer(before, length)))
                .orElseGet(() -> new NextStep.Run(
                        step,
                        settling,
                        purpose == Purpose.TARGET ? StepTiming.atLeast(enoughRequests(load), length) : length));
    }

    /** Returns the last step, if it was the same one of a round and its load was not steady. */
    private Optional<StepStatistics> unsteadyBefore(Step step, List<StepStatistics> finished) {
        return finished.stream()
                .skip(Math.max(0, finished.size() - 1L))
                .filter(last -> step.round() > 0
                        && last.step().purpose() == step.purpose()
                        && last.step().load().equals(step.load()))
                .filter(last ->
                        !Steadiness.isSteady(last, settings.search().rule().retryWait()))
                .findFirst();
    }

    /** Settles until nearly all requests that are sent at the start of a step have been answered. */
    private Duration longerSettling(StepStatistics before, Duration settling) {
        return StepTiming.atLeast(
                settling, bounded(Duration.ofMillis(before.latency().p95())));
    }

    private Duration longer(StepStatistics before, Duration length) {
        return StepTiming.atLeast(length, bounded(Duration.ofMillis(LONGER * before.windowMillis())));
    }

    private Duration bounded(Duration wanted) {
        Duration longest = settings.search().steps().maximum();
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }

    /**
     * Returns a step of the least load while the service is away, each twice as long as the one before; or the end of
     * the run, if the service does not come back within the longest warm-up: no start takes longer.
     */
    NextStep waiting(Outage outage, List<StepStatistics> finished) {
        return outage.millis() >= settings.warmUpLimit().toMillis()
                ? new NextStep.Finished(Ending.SERVICE_GONE)
                : wait(outage.steps() - 1, finished);
    }

    /** Returns in words that the run waits for a service that is away. */
    String whyWaiting(Outage outage) {
        return String.format(
                Locale.ROOT,
                "the service has been away for %d s: trying until %d s",
                outage.millis() / 1000,
                settings.warmUpLimit().toSeconds());
    }

    /** Returns how long the waiting for a service that is away can still take after the next step. */
    Duration waitAfterNext(Outage outage, List<StepStatistics> finished) {
        Duration waited = Duration.ofMillis(outage.millis());
        Duration left = Duration.ZERO;
        for (int step = outage.steps(); waited.compareTo(settings.warmUpLimit()) < 0; step++) {
            NextStep.Run run = wait(step - 1, finished);
            waited = waited.plus(run.length());
            boolean isNext = step == outage.steps();
            left = isNext ? left : left.plus(run.settling().multipliedBy(2)).plus(run.length());
        }
        return left;
    }

    /**
     * Returns a step of the least load that waits for the service.
     *
     * @param doublings how often its length is doubled, 0 for the length of a step of the warm-up
     */
    private NextStep.Run wait(int doublings, List<StepStatistics> finished) {
        Load least = new Load.Callers(settings.search().callers().start());
        NextStep.Run run = run(0, Purpose.WARM_UP, least, finished);
        return new NextStep.Run(
                run.step(), run.settling(), run.length().multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS)));
    }

    /**
     * Returns whether a step of this purpose is still to be run, or to be run again because the injector limited it.
     */
    boolean wants(Purpose purpose, List<StepStatistics> finished) {
        List<StepStatistics> tried = finished.stream()
                .filter(step -> step.step().purpose() == purpose)
                .toList();
        return tried.size() < TRIES
                && tried.stream().allMatch(step -> settings.search().rule().judge(step) == StepVerdict.INJECTOR_BOUND);
    }

    /** Returns whether the target of a search with arrivals is still to be run, or to be run again. */
    boolean wantsTarget(List<StepStatistics> finished) {
        return wants(Purpose.TARGET, finished)
                || new ArrivalsTarget(finished, settings.search().rule()).wantsAgain();
    }

    /** Returns how long it takes to send so many requests that a share of 1 % can be told; at most the longest step. */
    private Duration enoughRequests(Load load) {
        double seconds = load.isOpen() ? TARGET_REQUESTS / load.amount() : 0;
        Duration longest = settings.search().steps().maximum();
        return seconds < longest.toSeconds() ? Duration.ofMillis(Math.round(1000 * seconds)) : longest;
    }

    /** Returns the given step, or the end of the run if the time limit is over. */
    NextStep unlessLate(NextStep next, List<StepStatistics> finished) {
        boolean late = elapsedMillis(finished) > settings.search().timeLimit().toMillis();
        return late && next instanceof NextStep.Run ? new NextStep.Finished(Ending.TIME_LIMIT) : next;
    }

    /**
     * Returns the time from the start of the first window to the end of the last one. The running simulation and its
     * log do not agree on when the run started, but they agree on this time.
     */
    static long elapsedMillis(List<StepStatistics> finished) {
        return finished.isEmpty()
                ? 0
                : finished.get(finished.size() - 1).windowEndMillis()
                        - finished.get(0).windowStartMillis();
    }

    /** Returns the callers of a step; 1 for loads of other kinds. */
    static int callers(StepStatistics step) {
        return step.step().load().closedLoopCallers().orElse(1);
    }
}
