package io.headroom.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.headroom.saturation.SampleSearch;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Logs of the shapes that others have: most of them were not made to find a capacity. */
class WhatOthersBringTest {

    private static final SaturationRule RULE = SampleSearch.RULE;

    /** 4 places × 50 ms: 80 req/s. */
    private static final int PLACES = 4;

    private static final int LATENCY = 50;

    @Test
    void withoutASuccessNothingIsKnown() {
        int[] even = IntStream.range(0, 2500).map(i -> 24 * i).toArray();
        ForeignRun run =
                run(new OtherLog().open(even, OtherLog.absent("j.n.NoRouteToHostException: No route to host")));

        assertThat(undecided(run))
                .isEqualTo("none of the log's 2500 requests succeeded, so that nothing is known about a capacity");
        assertThat(run.remarks())
                .containsExactly(
                        "2500 of 2500 (100.0 %) requests failed: \"j.n.NoRouteToHostException: No route to host\""
                                + " (2500 times)");
    }

    /** 60 users who stay; a throttle lets 20, 120 and 40 req/s through, and 80 are served. Their mean is no capacity, nor a bound. */
    @Test
    void throttledUsersAreNoConstantLoad() {
        assertThat(undecided(run(throttled(second -> second < 20 ? 20 : second < 40 ? 120 : 40, 60))))
                .startsWith("the load never stayed the same");
        assertThat(undecided(run(throttled(second -> 1 + 2 * second, 60))))
                .startsWith("the load never stayed the same");
    }

    @Test
    void usersThrottledToOneRateAreConstantLoad() {
        ForeignRun run = run(throttled(second -> 40, 60));

        ForeignResult.NotSaturated taken = assertInstanceOf(ForeignResult.NotSaturated.class, run.result());
        assertThat(taken.top().goodputPerSecond()).isCloseTo(40, within(1.0));
    }

    private static OtherLog throttled(DoubleUnaryOperator rate, int seconds) {
        OtherLog log = new OtherLog();
        OtherLog.Service service = OtherLog.places(PLACES, LATENCY, 2 * LATENCY);
        IntStream.range(0, 60).forEach(user -> log.user(true, user));
        for (int at : Arrivals.even(rate, seconds)) {
            OtherLog.Answer answer = service.answer(at);
            log.request("", "score", at, answer.millis(), answer.failure());
        }
        IntStream.range(0, 60).forEach(user -> log.user(false, 1000 * seconds + user));
        return log;
    }

    @Test
    void oneFailedRequestIsNoLoad() {
        ForeignRun run = run(new OtherLog()
                .user(true, 10)
                .request("", "score", 20, 120, OtherLog.NOBODY)
                .user(false, 130));

        assertThat(undecided(run)).startsWith("the only request of the log failed");
        assertThat(run.steps()).isEmpty();
    }

    @Test
    void twoRequestsAreNoStep() {
        OtherLog log = new OtherLog();
        for (int user = 0; user < 2; user++) {
            log.user(true, user).request("", "score", 10 + user, 200 + user, "").user(false, 300 + user);
        }

        assertThat(undecided(run(log)))
                .isEqualTo(
                        "the run is too short for a step of constant load: it holds 2 requests within 0.2 s, and a step"
                                + " takes at least 1.5 s");
    }

    /** 500 users who come at once are all done after 1.2 s: 410 req/s are no rate that anybody offered. */
    @Test
    void usersWhoComeAllAtOnceAreNoConstantLoad() {
        int[] atOnce = IntStream.range(0, 500).map(i -> i / 50).toArray();

        assertThat(undecided(run(new OtherLog().open(atOnce, OtherLog.places(25, 60, 2000)))))
                .startsWith("the run is too short for a step of constant load: it holds 500 requests within ");
    }

    /** The first window holds nearly all the requests, and the others nearly none: no window has a constant load. */
    @Test
    void burstBeforeALongTailIsNoConstantLoad() {
        int[] burst = IntStream.concat(
                        IntStream.range(0, 5000).map(i -> i / 20),
                        IntStream.range(0, 30).map(i -> 250 + i * i * i / 3))
                .toArray();
        ForeignRun run = run(new OtherLog().open(burst, OtherLog.places(100, 20, 9000)));

        assertThat(run.result()
                        .<Optional<Double>>match(
                                found -> Optional.of(found.point().goodputPerSecond()),
                                taken -> Optional.of(taken.top().sentPerSecond()),
                                undecided -> Optional.empty()))
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        tail -> assertThat(tail.orElseThrow()).isLessThan(30));
    }

    /** 180 users of whom each sends a request every 1.1 s, for 6 s. */
    @Test
    void fewRequestsOfEachUserAreNoStep() {
        OtherLog log = new OtherLog();
        for (int user = 0; user < 180; user++) {
            log.user(true, user / 10).user(false, 6000 + user);
        }
        for (int i = 0; i < 940; i++) {
            boolean wrong = i % 5 == 0 && i < 900;
            log.request(
                    "", "score", 20 + i * 6, 320 + i * 6, wrong ? "status.find.in(200), but actually found 404" : "");
        }
        ForeignRun run = run(log);

        assertThat(undecided(run))
                .startsWith("the run is too short for a step of constant load: it holds 940 requests");
        assertThat(run.remarks())
                .containsExactly(
                        "180 of 940 (19.1 %) requests failed: \"status.find.in(200), but actually found 404\" (180"
                                + " times)");
    }

    @Test
    void oneWrongRequestOfManyIsARemark() {
        OtherLog log = new OtherLog();
        for (int i = 0; i < 5000; i++) {
            String failure = i == 2500 ? "status.find.is(200), but actually found 400" : "";
            log.user(true, 20 * i)
                    .request("", "score", 20 * i, 20 * i + 45, failure)
                    .user(false, 20 * i + 60);
        }
        ForeignRun run = run(log);

        assertThat(run.result()).isInstanceOf(ForeignResult.NotSaturated.class);
        assertThat(run.steps()).singleElement().satisfies(step -> {
            assertThat(step.verdict()).isEqualTo(StepVerdict.CLEAN);
            assertThat(step.goodputPerSecond()).isCloseTo(50, within(0.1));
        });
        assertThat(run.result().reason())
                .isEqualTo("goodput kept up with what was offered; of these requests failed 1 of 4975 (0.02 %)");
        assertThat(run.remarks())
                .containsExactly(
                        "1 of 5000 (0.02 %) requests failed: \"status.find.is(200), but actually found 400\" (once)");
    }

    @Test
    void requestsThatAreCalledWrongBeyondAStrayOneProveNothing() {
        int[] even = IntStream.range(0, 3000).map(i -> 20 * i).toArray();
        OtherLog.Service wrong = OtherLog.failing(
                OtherLog.places(PLACES, LATENCY, 0),
                0.05,
                "status.find.is(200), but actually found 401",
                new Random(3));

        assertThat(undecided(run(new OtherLog().open(even, wrong))))
                .matches(
                        "the endpoint called 1\\d\\d of 3000 \\(\\d\\.\\d %\\) requests wrong \\(4xx or a redirect\\)");
    }

    /** A check of the scenario fails for one user, who is alone; 40 users are served without a failure afterwards. */
    @Test
    void checksThatFailAtLessLoadThanWasServedAreNoSaturation() {
        String check = "jsonPath($.state).find.is(done), but actually found open";
        OtherLog.Service early = OtherLog.failing(OtherLog.places(100, LATENCY, 0), 0.3, check, new Random(5));
        ForeignRun run = run(new OtherLog()
                .closed(
                        new int[] {1, 10, 20, 40},
                        10_000,
                        0,
                        OtherLog.during(0, 10_000, early, OtherLog.places(100, LATENCY, 0))));

        assertThat(run.result()).isInstanceOf(ForeignResult.NotSaturated.class);
        assertThat(run.result().reason())
                .startsWith("this load was served, and nothing shows that goodput has stopped growing; ")
                .contains(" of the requests fail at 1 caller, but not because of the load: 40 callers was served");
    }

    @Test
    void checksThatFailAtEveryLoadAreNoSaturation() {
        String check = "jsonPath($.state).find.is(done), but actually found open";
        OtherLog.Service always = OtherLog.failing(OtherLog.places(100, LATENCY, 0), 0.3, check, new Random(5));
        ForeignRun run = run(new OtherLog().closed(new int[] {5, 10, 20, 40}, 10_000, 0, always));

        assertThat(undecided(run))
                .matches(
                        "(27|30)\\.\\d % of the requests fail at .* of 5 users .* and (29|30)\\.\\d % at .* of 40 users .*:"
                                + " failures that do not grow with the load are no saturation");
    }

    /** A backend behind the endpoint is down: 25 % of all answers are 502, at every load. */
    @Test
    void backendThatIsDownIsNoSaturationHoweverMuchIsOffered() {
        int[] rising = Arrivals.even(second -> 20 * (1 + Math.floor(second / 10)), 40);
        OtherLog.Service down = OtherLog.failing(
                OtherLog.places(100, LATENCY, 0), 0.25, "status.find.is(200), but actually found 502", new Random(9));

        assertThat(undecided(run(new OtherLog().open(rising, down))))
                .contains(": failures that do not grow with the load are no saturation");
    }

    @Test
    void refusalsOfOneNameAreToldWithItsNameAndAWayOut() {
        OtherLog log = new OtherLog();
        for (int i = 0; i < 6000; i++) {
            String name = "page " + i % 14;
            boolean refused = i % 14 == 7;
            log.user(true, 10 * i).request("", name, 10 * i, 10 * i + 40, refused ? OtherLog.REFUSED : "");
            log.user(false, 10 * i + 41);
        }
        ForeignRun run = run(log);

        assertThat(undecided(run)).contains("7.1 % of the requests fail at the only load");
        assertThat(run.remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark)
                        .startsWith(
                                "429 of 6000 (7.2 %) requests failed, all of them of 'page 7' 429 of 429 (100.0 %), one of 14"
                                        + " names (--request 'page 7' judges these alone"));
    }

    /** Four callers of a service that has been gone since the middle of the run, and refuses every connection. */
    @Test
    void serviceThatGoesAwayIsNamedAndTheInjectorIsNotBlamed() {
        OtherLog.Service gone =
                OtherLog.failing(OtherLog.absent(OtherLog.NOBODY), 0.3, OtherLog.NO_PORTS, new Random(7));
        ForeignRun run = run(new OtherLog()
                .closed(
                        new int[] {2, 4, 6, 8},
                        10_000,
                        0,
                        OtherLog.during(20_000, 99_000, gone, OtherLog.places(PLACES, LATENCY, 200))));

        assertThat(undecided(run))
                .matches("the service was gone: none of the \\d+ requests that were sent from 20\\.\\d s to 40\\.0 s"
                        + " succeeded");
        assertThat(run.steps()).extracting(ForeignStep::verdict).doesNotContain(StepVerdict.INJECTOR_BOUND);
    }

    @Test
    void usersThatPauseAreNoCallers() {
        ForeignRun run = run(new OtherLog()
                .closed(new int[] {30, 60, 120, 240, 480}, 30_000, 2000, OtherLog.places(PLACES, LATENCY, LATENCY)));

        ForeignPoint point =
                assertInstanceOf(ForeignResult.Saturated.class, run.result()).point();
        assertThat(point.goodputPerSecond()).isCloseTo(80, within(1.0));
        assertThat(point.callers()).isEmpty();
        // 120 users, each with a request of 50 ms every 2.05 s: 58.5 req/s, 2.9 in flight
        assertThat(point.evidence()).matches("clean at 58\\.\\d req/s of 120 users \\((2\\.9|3\\.0) in flight\\); .*");
        assertThat(run.description()).contains("they pause, and only 2.");
    }

    /** A service that queues instead of refusing: users that pause wait for it, so that no more is sent than is served. */
    @Test
    void queueOfUsersThatPauseIsSeenByTheGoodputThatStopsGrowing() {
        ForeignRun run = run(new OtherLog()
                .closed(new int[] {40, 80, 160, 320, 640}, 20_000, 1000, OtherLog.places(PLACES, LATENCY, 1_000_000)));

        assertThat(run.result()).isInstanceOf(ForeignResult.NotSaturated.class);
        assertThat(run.result().reason())
                .contains("goodput has stopped growing since ")
                .contains(" of 320 users (");
    }

    private static String undecided(ForeignRun run) {
        assertThat(run.result()).as(run.result().reason()).isInstanceOf(ForeignResult.Undecided.class);
        return run.result().reason();
    }

    private static ForeignRun run(OtherLog log) {
        return ForeignRun.of(log.timeline(), RULE);
    }
}
