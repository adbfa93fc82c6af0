package io.headroom.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.load.Limit;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.CallersUnderLimit;
import io.headroom.saturation.LimitResult;
import io.headroom.saturation.SampleSearch;
import io.headroom.saturation.UnderLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service of 240 req/s, of which arrivals at a load ρ miss the limit with a share {@code exp(−10·(1 − ρ))}: 5 % at {@code ρ = 1 − ln 20
 * ÷ 10 = 0.7004}, which are 168.1 req/s.
 */
class LimitStepsTest {

    private static final ModelService SERVICE = new ModelService(240, 36, 50);
    private static final double RATE = 240 * (1 - Math.log(20) / 10);
    private static final Limit P95 = Limit.ofLatency(100, 95);

    /** Shares of the requests of a step with arrivals that are late, and that are refused, at a load. */
    private record Arrivals(DoubleUnaryOperator late, DoubleUnaryOperator refused) {}

    private static final Arrivals LATE = new Arrivals(LimitStepsTest::exponential, load -> 0);
    private static final Arrivals REFUSED = new Arrivals(load -> 0, LimitStepsTest::exponential);

    private static double exponential(double load) {
        return Math.exp(-10 * (1 - load));
    }

    private static List<StepStatistics> drive(RunPlan plan, Arrivals arrivals) {
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics answered = SERVICE.answer(run, finished);
            finished.add(run.step().purpose() == Purpose.LIMIT ? late(answered, arrivals) : answered);
        }
        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.COMPLETE));
        return finished;
    }

    private static StepStatistics late(StepStatistics step, Arrivals arrivals) {
        double load = step.offered().amount() / 240;
        long all = step.counts().total();
        long refused = Math.round(all * arrivals.refused().applyAsDouble(load));
        return MeasuredStep.of(step.step())
                .window(step.windowStartMillis(), step.windowMillis())
                .with(Outcome.OK, all - refused)
                .with(Outcome.REFUSED, refused)
                .goodput(step.goodputPerSecond())
                .slow(Math.round(all * arrivals.late().applyAsDouble(load)), 150)
                .statistics();
    }

    private static UnderLimit found(RunPlan plan, List<StepStatistics> finished) {
        return conclusion(plan, finished).limit().orElseThrow();
    }

    /** The parts that the conclusions of both searches have. */
    private record Common(Optional<UnderLimit> limit, VerifiedTarget verified) {}

    private static Common conclusion(RunPlan plan, List<StepStatistics> finished) {
        Conclusion conclusion = plan.conclude(finished);
        return conclusion instanceof CallersConclusion callers
                ? new Common(callers.limit(), callers.verified())
                : new Common(((ArrivalsConclusion) conclusion).limit(), ((ArrivalsConclusion) conclusion).verified());
    }

    private static List<StepStatistics> of(Purpose purpose, List<StepStatistics> finished) {
        return finished.stream()
                .filter(step -> step.step().purpose() == purpose)
                .toList();
    }

    private static double target(List<StepStatistics> finished) {
        List<StepStatistics> targets = of(Purpose.TARGET, finished);
        assertThat(targets).hasSize(1);
        return targets.get(0).offered().amount();
    }

    @Test
    void limitIsSearchedBetweenHoldAndTargetAndGivesTheTarget() {
        SingleClientPlan plan = new SingleClientPlan(SamplePlan.withLimits(P95));
        List<StepStatistics> finished = drive(plan, LATE);

        List<Purpose> order =
                finished.stream().map(step -> step.step().purpose()).distinct().toList();
        assertThat(order).endsWith(Purpose.HOLD, Purpose.LIMIT, Purpose.TARGET);
        assertThat(of(Purpose.LIMIT, finished).get(0).offered().amount())
                .as("three quarters of the capacity first")
                .isEqualTo(0.75 * 240, within(0.01));
        LimitResult result = found(plan, finished).result().orElseThrow();
        assertThat(result.word()).isEqualTo("found");
        assertThat(result.perSecond()).isEqualTo(RATE, within(1.0));
        assertThat(target(finished)).isEqualTo(0.7 * result.perSecond(), within(1e-9));
        assertThat(conclusion(plan, finished).verified().target().orElseThrow().offeredPerSecond())
                .isEqualTo(target(finished));
    }

    @Test
    void searchWithArrivalsLooksForTheLimitAfterTheRateOfOnePercent() {
        ArrivalsPlan plan = new ArrivalsPlan(SamplePlan.withLimits(P95));
        List<StepStatistics> finished = drive(plan, LATE);

        List<Purpose> order =
                finished.stream().map(step -> step.step().purpose()).distinct().toList();
        assertThat(order).endsWith(Purpose.ONE_PERCENT, Purpose.LIMIT, Purpose.TARGET);
        assertThat(target(finished)).isEqualTo(0.7 * RATE, within(1.0));
        assertThat(found(plan, finished).callers()).isEmpty();
    }

    /** 24 callers are answered in 100 ms, as fast as the limit allows; the search tries 16 and 32 on its way. */
    @Test
    void mostCallersThatKeptTheLimitAreNamed() {
        SingleClientPlan plan = new SingleClientPlan(SamplePlan.withLimits(P95));
        CallersUnderLimit callers = found(plan, drive(plan, LATE)).callers().orElseThrow();

        assertThat(callers).isEqualTo(new CallersUnderLimit(16, 240));
    }

    @Test
    void limitThatIsKeptUpToTheCapacityLeavesTheTargetAsItIs() {
        SingleClientPlan plan = new SingleClientPlan(SamplePlan.withLimits(P95));
        List<StepStatistics> finished = drive(plan, new Arrivals(load -> 0, load -> 0));

        assertThat(found(plan, finished).word()).isEqualTo("kept-throughout");
        assertThat(found(plan, finished).isBinding(240)).isFalse();
        assertThat(target(finished)).isEqualTo(0.7 * 240, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void limitThatNoRateKeepsLeavesNoTarget(boolean callers) {
        PlanSettings settings = SamplePlan.withLimits(P95);
        RunPlan plan = callers ? new SingleClientPlan(settings) : new ArrivalsPlan(settings);
        List<StepStatistics> finished = drive(plan, new Arrivals(load -> 0.2, load -> 0));

        assertThat(found(plan, finished).word()).isEqualTo("kept-nowhere");
        assertThat(of(Purpose.TARGET, finished)).isEmpty();
        assertThat(conclusion(plan, finished).verified().target()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stepThatTheInjectorLimitedIsTriedThreeTimesInARow(boolean callers) {
        PlanSettings settings = SamplePlan.withLimits(P95);
        RunPlan plan = callers ? new SingleClientPlan(settings) : new ArrivalsPlan(settings);
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics answered = SERVICE.answer(run, finished);
            finished.add(
                    run.step().purpose() != Purpose.LIMIT
                            ? answered
                            : MeasuredStep.of(run.step())
                                    .window(answered.windowStartMillis(), answered.windowMillis())
                                    .with(Outcome.OK, 100)
                                    .slow(100, 150)
                                    .goodput(answered.goodputPerSecond())
                                    .injector(0.99, 500, 4000)
                                    .statistics());
        }

        assertThat(of(Purpose.LIMIT, finished)).hasSize(3);
        assertThat(found(plan, finished).word()).isEqualTo("injector-bound");
        assertThat(conclusion(plan, finished).verified().target()).isEmpty();
    }

    /** Of failures at most 1 %: at a load of {@code 1 − ln 100 ÷ 10 = 0.5395}, which are 129.5 req/s, below what the latency leaves. */
    @Test
    void ofTwoLimitsTheLowerRateCounts() {
        SingleClientPlan plan = new SingleClientPlan(SamplePlan.withLimits(P95, Limit.ofFailures(0.01)));
        List<StepStatistics> finished = drive(plan, REFUSED);

        UnderLimit found = found(plan, finished);
        assertThat(found.description()).isEqualTo("p95 ≤ 100 ms and at most 1 % failed");
        assertThat(found.binding()).isEqualTo(Limit.ofFailures(0.01));
        assertThat(found.result().orElseThrow().perSecond()).isEqualTo(240 * (1 - Math.log(100) / 10), within(2.0));
        assertThat(target(finished))
                .isEqualTo(0.7 * found.result().orElseThrow().perSecond(), within(1e-9));
    }

    /** Nothing fails, which the last three steps at the rate of the first limit show. */
    @Test
    void secondLimitThatIsKeptAtTheRateOfTheFirstChangesNothing() {
        SingleClientPlan one = new SingleClientPlan(SamplePlan.withLimits(P95));
        SingleClientPlan two = new SingleClientPlan(SamplePlan.withLimits(P95, Limit.ofFailures(0.01)));
        List<StepStatistics> ofOne = drive(one, LATE);
        List<StepStatistics> ofTwo = drive(two, LATE);

        assertThat(of(Purpose.LIMIT, ofTwo)).hasSameSizeAs(of(Purpose.LIMIT, ofOne));
        assertThat(found(two, ofTwo).binding()).isEqualTo(P95);
        assertThat(found(two, ofTwo).result()).isEqualTo(found(one, ofOne).result());
    }

    /**
     * Refused are {@code 0.01·exp(7·(ρ − 0.5))}, 1 % at 120 req/s, far below the rate at which 5 % are refused or late. The second
     * search takes the time of its own to offer it.
     */
    @Test
    void secondLimitHasTimeOfItsOwn() {
        SingleClientPlan plan = new SingleClientPlan(SamplePlan.withLimits(P95, Limit.ofFailures(0.01)));
        List<StepStatistics> finished =
                drive(plan, new Arrivals(LimitStepsTest::exponential, load -> 0.01 * Math.exp(7 * (load - 0.5))));
        UnderLimit found = found(plan, finished);
        List<StepStatistics> steps = of(Purpose.LIMIT, finished);

        assertThat(found.binding()).isEqualTo(Limit.ofFailures(0.01));
        assertThat(found.word()).isEqualTo("found");
        assertThat(found.result().orElseThrow().perSecond()).isEqualTo(120, within(6.0));
        assertThat(steps).anyMatch(step -> Math.abs(step.offered().amount() / 120 - 1) < 0.1);
        assertThat(steps.get(steps.size() - 1).windowEndMillis() - steps.get(0).windowStartMillis())
                .isLessThan(480_000);
    }

    /**
     * Just as many are refused as the second limit allows where the first one is reached. Few refusals leave more open, so that neither
     * limit is broken only at the lower end of the second.
     */
    @Test
    void ofTwoLimitsTheLowerEndIsTheLowerOne() {
        Arrivals service = new Arrivals(LimitStepsTest::exponential, load -> 0.01 * Math.exp(7 * (load - 0.68)));
        SingleClientPlan one = new SingleClientPlan(SamplePlan.withLimits(P95));
        SingleClientPlan two = new SingleClientPlan(SamplePlan.withLimits(P95, Limit.ofFailures(0.01)));

        LimitResult ofOne = found(one, drive(one, service)).result().orElseThrow();
        UnderLimit both = found(two, drive(two, service));

        assertThat(both.binding()).isEqualTo(P95);
        assertThat(both.result().orElseThrow().perSecond()).isEqualTo(ofOne.perSecond());
        assertThat(both.result().orElseThrow().lowPerSecond()).isLessThan(ofOne.lowPerSecond());
    }

    /** Both are kept up to the same rate but for 5 millionths: ln(0.05 ÷ 0.0499998) ÷ 10 ÷ 0.7004. */
    @Test
    void ofTwoLimitsOfTheSameRateTheFirstIsNamed() {
        SingleClientPlan plan = new SingleClientPlan(SamplePlan.withLimits(P95, Limit.ofFailures(0.0499998)));

        assertThat(found(plan, drive(plan, REFUSED)).binding()).isEqualTo(P95);
    }

    /** The capacity is 0.5 % more, or less, than what the running simulation had computed. */
    @ParameterizedTest
    @ValueSource(doubles = {0.995, 1.005})
    void limitThatWasKeptIsKeptByTheFiguresOfTheLogToo(double factor) {
        PlanSettings settings = SamplePlan.withLimits(P95);
        List<StepStatistics> finished =
                drive(new SingleClientPlan(settings), new Arrivals(load -> load >= 1 ? 1 : 0.002, load -> 0));
        List<StepStatistics> logged = finished.stream()
                .map(step -> step.step().load().isOpen() ? step : withGoodput(step, factor * step.goodputPerSecond()))
                .toList();
        SingleClientPlan plan = new SingleClientPlan(settings);

        assertThat(found(plan, logged).word()).isEqualTo("kept-throughout");
        assertThat(conclusion(plan, logged).verified().target()).isPresent();
    }

    private static StepStatistics withGoodput(StepStatistics step, double perSecond) {
        return new StepStatistics(
                step.step(),
                step.windowStartMillis(),
                step.windowMillis(),
                step.counts(),
                perSecond,
                step.latency(),
                step.refusedLatency(),
                step.probes(),
                step.probeFailures(),
                step.sentPerSecond(),
                step.offered(),
                step.successes(),
                step.injector());
    }

    /** A run that offered its target had ended its search, even if the log shows three steps that tell. */
    @Test
    void searchThatIsOverEndsWithTheStepsThatThereAre() {
        PlanSettings settings = SamplePlan.withLimits(P95);
        List<StepStatistics> finished = drive(new SingleClientPlan(settings), LATE);
        List<StepStatistics> fewer = new ArrayList<>(finished);
        fewer.removeAll(of(Purpose.LIMIT, finished)
                .subList(3, of(Purpose.LIMIT, finished).size()));

        assertThat(found(new SingleClientPlan(settings), fewer)
                        .result()
                        .orElseThrow()
                        .perSecond())
                .isEqualTo(RATE, within(2.0));
    }

    @Test
    void stepsThatMeasuredNothingAreNotTheInjectors() {
        SingleClientPlan plan = new SingleClientPlan(SamplePlan.withLimits(P95));
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics answered = SERVICE.answer(run, finished);
            finished.add(
                    run.step().purpose() != Purpose.LIMIT
                            ? answered
                            : MeasuredStep.of(run.step())
                                    .window(answered.windowStartMillis(), answered.windowMillis())
                                    .statistics());
        }

        assertThat(of(Purpose.LIMIT, finished)).hasSize(3);
        assertThat(found(plan, finished).word()).isEqualTo("unfinished");
    }

    /** The log counts the requests at the edges of windows in another way: its figures may ask for one more step. */
    @Test
    void searchIsOverWhenTheTargetWasOffered() {
        PlanSettings settings = SamplePlan.withLimits(P95);
        List<StepStatistics> finished = drive(new SingleClientPlan(settings), LATE);
        List<StepStatistics> shorter = new ArrayList<>(finished);
        List<StepStatistics> limits = of(Purpose.LIMIT, finished);
        shorter.remove(limits.get(limits.size() - 1));
        SingleClientPlan plan = new SingleClientPlan(settings);

        assertThat(plan.next(shorter)).isEqualTo(new NextStep.Finished(Ending.COMPLETE));
        assertThat(found(plan, shorter).word()).isEqualTo("found");
    }

    @Test
    void runThatEndsBeforeTheLimitIsKnownHasNoTarget() {
        SingleClientPlan plan = new SingleClientPlan(SamplePlan.withLimits(P95));
        List<StepStatistics> finished = drive(plan, LATE);
        int hold = finished.indexOf(of(Purpose.HOLD, finished).get(0));
        List<StepStatistics> begun = finished.subList(0, hold + 3);

        assertThat(found(plan, begun).word()).isEqualTo("unfinished");
        assertThat(conclusion(plan, begun).verified().target()).isEmpty();
    }

    /** 230 s from the first measured window on, which comes after 4 s; at most twice as long, and 4 s more after each step of 24 s. */
    @Test
    void timeThatIsLeftIncludesTheSearchOfTheLimit() {
        SingleClientPlan with = new SingleClientPlan(SamplePlan.withLimits(P95));
        SingleClientPlan without = SamplePlan.singleClient(SampleSearch.DEFAULT);
        List<StepStatistics> finished = drive(with, LATE);
        List<StepStatistics> warm = finished.subList(0, 3);

        TimeLeft timeWith = with.timeLeft(warm).orElseThrow();
        TimeLeft timeWithout = without.timeLeft(warm).orElseThrow();
        Duration longer = timeWith.typical().minus(timeWithout.typical());
        assertThat(longer.toMillis() / 1000.0).isEqualTo(230 + 4.0, within(0.01));
        Duration most = timeWith.atMost().minus(timeWithout.atMost());
        assertThat(most.toMillis() / 1000.0).isEqualTo(4 + 2 * 230 + 20 * 4, within(0.01));
        assertThat(with.timeLeft(finished)).isEqualTo(without.timeLeft(finished));
    }
}
