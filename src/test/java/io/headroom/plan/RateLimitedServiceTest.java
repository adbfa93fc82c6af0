package io.headroom.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.load.Load;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.RateLimiter;
import io.headroom.saturation.RateLimiter.Certainty;
import io.headroom.saturation.SampleSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Searches on services behind a rate limiter. */
class RateLimitedServiceTest {

    /** What four callers get that are refused every other time, requests per second. */
    private static final double FOUR_CALLERS = 4 * (1000.0 / 101);

    private final SingleClientPlan plan = SamplePlan.singleClient(SampleSearch.DEFAULT);

    /**
     * A limiter of r requests per second, without bursts, before a service that answers in S. Of Poisson arrivals at λ it takes
     * {@code λ ÷ (1 + λ ÷ r)}. A caller that is refused waits 100 ms, so that each gets at most one answer and one refusal in 100 ms + S.
     *
     * @param perSecond     r
     * @param serviceMillis S
     */
    private record Limited(double perSecond, long serviceMillis) {

        StepStatistics answer(NextStep.Run run, List<StepStatistics> before) {
            Load load = run.step().load();
            double offered = load.isOpen() ? load.amount() : 0;
            double perCaller = 1000.0 / (100 + serviceMillis);
            double goodput = load.isOpen()
                    ? offered / (1 + offered / perSecond)
                    : Math.min(perSecond, load.amount() * perCaller);
            double refused = load.isOpen() ? offered - goodput : load.amount() * perCaller;
            return answered(run, before, goodput, refused, serviceMillis);
        }
    }

    /**
     * @param goodput successes per second
     * @param refused refusals per second
     */
    private static StepStatistics answered(
            NextStep.Run run, List<StepStatistics> before, double goodput, double refused, long latencyMillis) {
        double seconds = run.length().toMillis() / 1000.0;
        long start = before.isEmpty() ? 0 : before.get(before.size() - 1).windowEndMillis();
        return MeasuredStep.of(run.step())
                .window(start + run.settling().toMillis(), run.length().toMillis())
                .with(Outcome.OK, Math.round(goodput * seconds))
                .with(Outcome.REFUSED, Math.round(refused * seconds))
                .goodput(goodput)
                .latency(latencyMillis)
                .statistics();
    }

    /**
     * nginx with limit_req 50 r/s in front of answers of 1 ms. The four callers of the warm-up get 4 × 9.9 = 39.6 req/s. After a third of
     * the longest warm-up (20 s of 60 s) arrivals are offered: 3, 6 and 12 times as many.
     */
    @Test
    void warmUpThatIsRefusedByAnIdleServiceIsFollowedByArrivals() {
        List<StepStatistics> finished = drive(plan, new Limited(50, 1));
        List<StepStatistics> arrivals =
                finished.stream().filter(step -> step.step().load().isOpen()).toList();

        assertThat(arrivals.get(0).windowStartMillis()).isBetween(20_000L, 40_000L);
        assertThat(arrivals).extracting(step -> step.step().purpose()).containsOnly(Purpose.RATE_LIMIT);
        assertThat(arrivals)
                .extracting(step -> step.offered().amount())
                .startsWith(3 * FOUR_CALLERS, 6 * FOUR_CALLERS, 12 * FOUR_CALLERS);
        int first = finished.indexOf(arrivals.get(0));
        assertThat(plan.why(finished.subList(0, first)))
                .hasValueSatisfying(why -> assertThat(why).startsWith("arrivals follow: "));
        assertThat(plan.why(finished.subList(0, first + 1))).isEmpty();
        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.COMPLETE));
        CallersConclusion conclusion = (CallersConclusion) plan.conclude(finished);
        RateLimiter limiter = conclusion.limiter().orElseThrow();
        assertThat(limiter.perSecond()).isCloseTo(50, within(0.1));
        assertThat(limiter.certainty()).isEqualTo(Certainty.PROVEN);
        assertThat(conclusion.verified().target()).isEmpty();
    }

    /** A bucket has tokens for the first step of the warm-up, which is clean; those after it are refused for good. */
    @Test
    void cleanFirstStepDoesNotHideALimiter() {
        Limited limited = new Limited(50, 1);
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics step = limited.answer(run, finished);
            finished.add(finished.isEmpty() ? clean(step) : step);
        }

        assertThat(((CallersConclusion) plan.conclude(finished))
                        .limiter()
                        .orElseThrow()
                        .perSecond())
                .isCloseTo(50, within(0.1));
    }

    private static StepStatistics clean(StepStatistics step) {
        return MeasuredStep.of(step.step())
                .window(step.windowStartMillis(), step.windowMillis())
                .with(Outcome.OK, step.counts().of(Outcome.OK))
                .goodput(step.goodputPerSecond())
                .latency(1)
                .statistics();
    }

    /**
     * The least load is not refused during the warm-up, which settles; then even a single caller is, by an idle service. The round ends
     * with nothing taken, and arrivals follow.
     */
    @Test
    void roundThatTakesNotEvenOneCallerIsFollowedByArrivals() {
        Limited limited = new Limited(50, 1);
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics step = limited.answer(run, finished);
            finished.add(run.step().purpose() == Purpose.WARM_UP ? clean(step) : step);
        }

        assertThat(plan.rounds(finished)).hasSize(1);
        assertThat(((CallersConclusion) plan.conclude(finished))
                        .limiter()
                        .orElseThrow()
                        .perSecond())
                .isCloseTo(50, within(0.1));
    }

    /**
     * A limiter that takes bursts lets 300 per second pass, but callers who wait after each refusal get 4 × 9.9 = 39.6. Of three, six and
     * twelve times as many only the last is beyond the limit. The next three rates are multiples of the 300 that arrivals got.
     */
    @Test
    void limiterFarAboveWhatCallersGetTakesThreeMoreRates() {
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics step = new Limited(300, 1).answer(run, finished);
            double offered = run.step().load().amount();
            finished.add(run.step().load().isOpen() ? passed(step, Math.min(offered, 300), offered) : step);
        }

        assertThat(finished)
                .filteredOn(step -> step.step().purpose() == Purpose.RATE_LIMIT)
                .extracting(step -> Math.round(step.offered().amount()))
                .containsExactly(119L, 238L, 475L, 450L, 675L, 1020L);
        assertThat(((CallersConclusion) plan.conclude(finished))
                        .limiter()
                        .orElseThrow()
                        .perSecond())
                .isCloseTo(300, within(1.0));
    }

    private static StepStatistics passed(StepStatistics step, double goodput, double offered) {
        double seconds = step.windowMillis() / 1000.0;
        return MeasuredStep.of(step.step())
                .window(step.windowStartMillis(), step.windowMillis())
                .with(Outcome.OK, Math.round(goodput * seconds))
                .with(Outcome.REFUSED, Math.round((offered - goodput) * seconds))
                .goodput(goodput)
                .latency(1)
                .statistics();
    }

    /** One of two pods always refuses: twice the arrivals get twice the answers, so there is no limiter, and no boundary either. */
    @Test
    void partThatAlwaysRefusesIsNoLimiter() {
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run) {
            finished.add(halfRefused(run, finished));
        }

        assertThat(((NextStep.Finished) plan.next(finished)).ending()).isEqualTo(Ending.ENDPOINT_FAILS);
        assertThat(finished)
                .filteredOn(step -> step.step().purpose() == Purpose.RATE_LIMIT)
                .hasSize(3);
        assertThat(((CallersConclusion) plan.conclude(finished)).limiter()).isEmpty();
    }

    private static StepStatistics halfRefused(NextStep.Run run, List<StepStatistics> before) {
        Load load = run.step().load();
        double goodput = load.isOpen() ? load.amount() / 2 : load.amount() * 9.9;
        return answered(run, before, goodput, goodput, 1);
    }

    /** The default search is not disturbed: a full service that refuses, and one that queues, see no arrivals but the target. */
    @Test
    void fullServicesAreNotAskedForALimiter() {
        for (int boundary : new int[] {36, Integer.MAX_VALUE}) {
            assertThat(new ModelService(240, boundary, 50).drive(plan).finished())
                    .noneMatch(step -> step.step().purpose() == Purpose.RATE_LIMIT);
        }
    }

    /**
     * limit_conn 13 of nginx before answers of 60 ms, and a limiter of 13 ÷ 60 ms = 217 req/s before them, look the same. Some of 13
     * callers in step are refused already, so that more is served beyond the boundary of 12. No arrivals are offered: it is a capacity.
     */
    @Test
    void placesWithoutAQueueAreNoLimiter() {
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run) {
            finished.add(thirteenPlaces(run, finished));
        }

        assertThat(finished).noneMatch(step -> step.step().purpose() == Purpose.RATE_LIMIT);
        CallersConclusion conclusion = (CallersConclusion) plan.conclude(finished);
        assertThat(conclusion.limiter()).isEmpty();
        assertThat(conclusion.saturation().orElseThrow().callers()).isEqualTo(12);
        assertThat(conclusion.saturation().orElseThrow().growthBeyond()).isPositive();
    }

    private static StepStatistics thirteenPlaces(NextStep.Run run, List<StepStatistics> before) {
        Load load = run.step().load();
        double offered = load.isOpen() ? load.amount() : load.amount() / 0.06;
        double goodput = Math.min(13 / 0.06, offered);
        double refused = load.isOpen() ? offered - goodput : Math.max(0, load.amount() - 12) / 0.1;
        return answered(run, before, goodput, refused, 60);
    }

    /** The search with arrivals ends without a target, since that of the service is not known. */
    @Test
    void searchWithArrivalsNamesALimiterToo() {
        ArrivalsPlan arrivals = new ArrivalsPlan(SamplePlan.settings(SampleSearch.DEFAULT, OptionalInt.empty()));
        List<StepStatistics> finished = drive(arrivals, new Limited(50, 1));

        ArrivalsConclusion conclusion = (ArrivalsConclusion) arrivals.conclude(finished);
        assertThat(conclusion.limiter().orElseThrow().perSecond()).isCloseTo(50, within(1.0));
        assertThat(finished).noneMatch(step -> step.step().purpose() == Purpose.TARGET);
    }

    private static List<StepStatistics> drive(RunPlan plan, Limited service) {
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run) {
            finished.add(service.answer(run, finished));
        }
        return finished;
    }
}
