package io.headroom.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.Outage;
import io.headroom.saturation.QueueingArrivals;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.SampleSearch;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.StepVerdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    @Test
    void serviceThatRefusesNothingQueues() {
        assertThat(Evidence.of(new QueueingArrivals(240.1, 200, 0)))
                .isEqualTo(
                        "it refused nothing up to 200 requests in flight: it queues; it serves 240.1 req/s, and each further"
                                + " request in flight adds 4.2 ms of waiting");
        assertThat(Evidence.of(new QueueingArrivals(240.1, 200, 1)))
                .startsWith("it refused next to nothing up to 200 requests in flight");
    }

    /** 192 ÷ 240 per second are 800 ms, 16 times 50 ms. */
    @Test
    void stepInWhichAllUsersWaitedIsSaturatedAndSaysWhy() {
        StepStatistics warm = MeasuredStep.of(new Step(1, 0, Purpose.WARM_UP, new Callers(4)))
                .with(Outcome.OK, 160)
                .goodput(80)
                .latency(50)
                .statistics();
        StepStatistics step = MeasuredStep.of(new Step(2, 1, Purpose.PLATEAU, new Arrivals(360, Spacing.CONSTANT)))
                .window(0, 10_000)
                .with(Outcome.OK, 2400)
                .goodput(240)
                .latency(800)
                .injector(0.1, 0.1, 3600)
                .statistics();

        Findings.JudgedStep judged = Evidence.judge(step, List.of(warm, step), SampleSearch.RULE);

        assertThat(judged.verdict()).isEqualTo(StepVerdict.SATURATED);
        assertThat(judged.why())
                .isEqualTo(
                        "no virtual user was free when requests were due, since about 192 requests waited for the service: they"
                                + " took 16.0 times as long as one that does not wait");
    }

    @Test
    void serviceThatWentAwayIsNamedInAWholeSentence() {
        StepStatistics first =
                step(16, 0, Outcome.NOT_READY, 23).window(41_000, 1000).statistics();
        StepStatistics last =
                step(4, 0, Outcome.NOT_READY, 23).window(65_000, 40_000).statistics();

        assertThat(Evidence.of(new Outage(first, last, 5)))
                .isEqualTo(
                        "the service served requests at first, but went away 41 s after the start: at 16 callers all requests"
                                + " found no connection (refused, or closed before the answer), and it did not come back"
                                + " within 64 s; see why its pods ended, and measure again");
    }

    /** A full queue is answered with 500 instead of 503: 1 % at the boundary already. */
    @Test
    void failuresAtTheBoundaryAreToldThoughTheyAreNoRefusals() {
        RoundResult.Boundary round = round(13, 990, Outcome.SERVER_ERROR, 10);

        assertThat(Evidence.of(round))
                .isEqualTo("10 of 1000 failed at 13 callers; at 14 callers refused 20 of 260 (7.7 %)");
        assertThat(ofAll(round, round)).isEqualTo("1.0 % failed at 13 callers; at 14 callers 7.7 % failed");
    }

    @Test
    void allRoundsAreToldWhereOneRefused() {
        assertThat(ofAll(round(18, 1000, Outcome.REFUSED, 0), round(9, 980, Outcome.REFUSED, 20)))
                .isEqualTo("0.0 to 2.0 % refused at 9 to 18 callers; at 10 to 19 callers 7.7 % failed");
    }

    @Test
    void strayFailureIsNotRoundedToNone() {
        RoundResult.Boundary round = round(18, 29_999, Outcome.TIMED_OUT, 1);

        assertThat(ofAll(round, round)).isEqualTo("less than 0.1 % failed at 18 callers; at 19 callers 7.7 % failed");
    }

    /** It refused no more than is allowed, but served less. */
    @Test
    void holdThatServedLessIsToldByItsGoodput() {
        StepStatistics hold = hold(988, 12).goodput(180).statistics();

        assertThat(Evidence.ofRefuting(hold, point()))
                .isEqualTo(
                        "the saturation point could not be held: refused 12 of 1000 (1.2 %); it served 180.0 req/s, the"
                                + " rounds 240.0");
    }

    @Test
    void verificationWithoutAnAnswerIsToldAsSuch() {
        StepStatistics hold = hold(0, 0).statistics();
        StepStatistics target = MeasuredStep.of(new Step(9, 0, Purpose.TARGET, new Arrivals(168, Spacing.POISSON)))
                .statistics();

        assertThat(Evidence.ofRefuting(hold, point()))
                .isEqualTo("the saturation point could not be held: nothing was answered in it");
        assertThat(Evidence.ofRefuting(target, point()))
                .isEqualTo("the target could not be held: nothing was answered in it");
    }

    /** Two numbers side by side would be read as one. */
    @Test
    void everyKindOfFailureStandsApartFromItsNumber() {
        StepStatistics step = step(36, 60, Outcome.REFUSED, 20)
                .withStatus(502, 12)
                .with(Outcome.TIMED_OUT, 8)
                .statistics();

        assertThat(Evidence.failures(step))
                .isEqualTo("refused 20 of 100 (20.0 %), HTTP 502: 12 of 100 (12.0 %), timed out: 8 of 100 (8.0 %)");
    }

    private static MeasuredStep hold(long ok, long refused) {
        return MeasuredStep.of(new Step(9, 0, Purpose.HOLD, new Callers(36)))
                .with(Outcome.OK, ok)
                .with(Outcome.REFUSED, refused);
    }

    private static Optional<Saturation> point() {
        return Saturation.of(List.of(round(36, 1000, Outcome.REFUSED, 0)), SampleSearch.DEFAULT.settings());
    }

    private static String ofAll(RoundResult.Boundary... rounds) {
        List<RoundResult> all = List.of(rounds);
        return Evidence.of(Saturation.of(all, SampleSearch.DEFAULT.settings()).orElseThrow(), all, Optional.empty());
    }

    private static RoundResult.Boundary round(int callers, long ok, Outcome failure, long failed) {
        return new RoundResult.Boundary(
                step(callers, ok, failure, failed).window(0, 8000).goodput(240).statistics(),
                step(callers + 1, 240, Outcome.REFUSED, 20).window(9000, 1000).statistics(),
                Optional.empty());
    }

    private static MeasuredStep step(int callers, long ok, Outcome failure, long failed) {
        return MeasuredStep.of(new Step(3, 1, Purpose.BOUNDARY, new Callers(callers)))
                .with(Outcome.OK, ok)
                .with(failure, failed);
    }
}
