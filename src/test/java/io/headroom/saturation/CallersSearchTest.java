package io.headroom.saturation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Callers;
import io.headroom.load.Load.Messages;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallersSearchTest {

    private static final int MAXIMUM = 200;

    /** Runs a round against a service that takes this many callers and no more. */
    private record Round(List<Integer> offered, List<Purpose> purposes, RoundResult result) {

        static Round of(SampleSearch sample, int boundary) {
            return of(CallersSearch.first(sample.settings()), boundary);
        }

        static Round of(CallersSearch search, int boundary) {
            List<StepStatistics> finished = new ArrayList<>();
            Set<String> offered = new HashSet<>();
            while (search.next(finished) instanceof Decision.Offer<RoundResult> offer) {
                StepStatistics step = answer(offer, boundary);
                assertTrue(offered.add(step.step().label()), "offered twice: " + offer);
                finished.add(step);
            }
            Decision.Ended<RoundResult> end = (Decision.Ended<RoundResult>) search.next(finished);
            return new Round(
                    finished.stream().map(CallersSearch::callers).toList(),
                    finished.stream().map(step -> step.step().purpose()).toList(),
                    end.result());
        }

        int boundary() {
            return CallersSearch.callers(found().boundary());
        }

        int firstBeyond() {
            return CallersSearch.callers(found().firstBeyond().orElseThrow());
        }

        private RoundResult.Boundary found() {
            return result.asBoundary().orElseThrow();
        }

        private static StepStatistics answer(Decision.Offer<RoundResult> offer, int boundary) {
            int callers = assertInstanceOf(Callers.class, offer.load()).callers();
            Outcome outcome = callers <= boundary ? Outcome.OK : Outcome.REFUSED;
            return MeasuredStep.of(new Step(1, 1, offer.purpose(), offer.load()))
                    .with(outcome, 100)
                    .statistics();
        }
    }

    @Test
    void raisesByTheFactorThenHalvesTheGapThenMeasures() {
        Round round = Round.of(SampleSearch.DEFAULT, 36);
        assertEquals(List.of(4, 8, 16, 32, 64, 48, 40, 36, 38, 37, 36, 72), round.offered());
        assertEquals(
                List.of(Purpose.BOUNDARY, Purpose.PLATEAU), round.purposes().subList(10, 12));
        assertEquals(36, round.boundary());
        assertEquals(37, round.firstBeyond());
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "4, 2", "4, 1.5", "4, 1.1", "1, 1.01", "7, 10", "50, 2", "200, 2", "199, 1.3", "3, 1000"})
    void everyBoundaryIsFoundExactlyAndInFewSteps(int start, double growth) {
        SampleSearch search = SampleSearch.DEFAULT.withRange(start, MAXIMUM).withGrowth(growth);
        // ⌈n·g⌉ grows by at least the factor g, and by at least 1
        double raises = Math.min(MAXIMUM, 2 + Math.log((double) MAXIMUM / start) / Math.log(growth));
        int bisections = 9; // ⌈log₂ 200⌉ + 1
        for (int boundary = 1; boundary < MAXIMUM; boundary++) {
            Round round = Round.of(search, boundary);
            assertEquals(boundary, round.boundary());
            assertEquals(boundary + 1, round.firstBeyond());
            assertTrue(round.offered().size() <= raises + bisections + 2, round.offered()::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 200})
    void serviceThatTakesNothingIsToldByItsRefusalOfOneCaller(int start) {
        Round round = Round.of(SampleSearch.DEFAULT.withRange(start, MAXIMUM), 0);
        assertInstanceOf(RoundResult.NothingTaken.class, round.result());
        assertEquals(1, round.offered().get(round.offered().size() - 1));
    }

    @ParameterizedTest
    @CsvSource({"4, 200", "4, 1000", "200, 200", "3, 2147483647"})
    void serviceThatTakesTheMaximumIsNotSaturated(int start, int boundary) {
        Round round = Round.of(SampleSearch.DEFAULT.withRange(start, MAXIMUM), boundary);
        RoundResult.NotSaturated taken = assertInstanceOf(RoundResult.NotSaturated.class, round.result());
        assertEquals(MAXIMUM, round.offered().get(round.offered().size() - 1));
        // the short step on the way up shows that the top is taken; its goodput is a matter of luck
        assertEquals(Purpose.BOUNDARY, taken.top().step().purpose());
    }

    @Test
    void resolutionEndsTheRoundEarlierButWithinIt() {
        for (int boundary = 1; boundary < MAXIMUM; boundary++) {
            Round fine = Round.of(SampleSearch.DEFAULT, boundary);
            Round coarse = Round.of(SampleSearch.DEFAULT.withResolution(0.1), boundary);
            assertTrue(coarse.boundary() <= boundary && boundary < coarse.firstBeyond());
            int gap = coarse.firstBeyond() - coarse.boundary();
            assertTrue(gap <= Math.max(1, 0.1 * coarse.boundary()), "gap " + gap + " at " + boundary);
            assertTrue(coarse.offered().size() <= fine.offered().size());
        }
        assertEquals(
                List.of(4, 8, 16, 32, 64, 128, 96, 112, 104, 96, 192),
                Round.of(SampleSearch.DEFAULT.withResolution(0.1), 100).offered());
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "4, 0.1", "50, 0.1", "150, 0.03", "200, 0"})
    void noBoundaryTakesMoreStepsThanTheSlowest(int start, double resolution) {
        SampleSearch sample = SampleSearch.DEFAULT.withRange(start, MAXIMUM).withResolution(resolution);
        CallersSearch search = CallersSearch.first(sample.settings());
        int[] gap = {0, start};
        while (gap[1] < MAXIMUM) {
            int slowest = search.slowestBoundary(gap[0], gap[1]);
            int most = Round.of(sample, slowest).offered().size();
            for (int boundary = gap[0]; boundary < gap[1]; boundary++) {
                assertTrue(Round.of(sample, boundary).offered().size() <= most, boundary + " instead of " + slowest);
            }
            gap = new int[] {gap[1], Math.min(MAXIMUM, 2 * gap[1])};
        }
    }

    @ParameterizedTest
    @CsvSource({"CLIENT_ERROR, 1, WRONG_TEST", "OK, 0, UNMEASURED"})
    void stepThatCannotBeJudgedEndsTheRound(Outcome outcome, long count, StepVerdict verdict) {
        StepStatistics clean = MeasuredStep.ofCallers(4).with(Outcome.OK, 100).statistics();
        StepStatistics useless = MeasuredStep.ofCallers(8).with(outcome, count).statistics();
        Decision<RoundResult> decision =
                CallersSearch.first(SampleSearch.DEFAULT.settings()).next(List.of(clean, useless));
        assertEquals(new Decision.Ended<>(new RoundResult.NoBoundary(useless, verdict)), decision);
    }

    private static StepStatistics step(Purpose purpose, int callers, Outcome outcome) {
        return MeasuredStep.of(new Step(1, 1, purpose, new Callers(callers)))
                .with(outcome, 100)
                .statistics();
    }

    private static void assertOffers(Purpose purpose, int callers, StepStatistics... finished) {
        assertEquals(
                new Decision.Offer<RoundResult>(0, purpose, new Callers(callers), Optional.empty()),
                CallersSearch.first(SampleSearch.DEFAULT.settings()).next(List.of(finished)));
    }

    @Test
    void oneFailureIsRunAgainBeforeItIsBelieved() {
        StepStatistics clean = step(Purpose.UP, 4, Outcome.OK);
        StepStatistics failing = step(Purpose.UP, 8, Outcome.NOT_READY);
        assertOffers(Purpose.UP, 8, clean, failing);
        assertOffers(Purpose.UP, 16, clean, failing, step(Purpose.UP, 8, Outcome.OK));
        assertOffers(Purpose.DOWN, 6, clean, failing, step(Purpose.UP, 8, Outcome.REFUSED));
    }

    @Test
    void serviceThatFailedTwiceIsBelievedWhereverItFails() {
        StepStatistics clean = step(Purpose.UP, 4, Outcome.OK);
        StepStatistics failing = step(Purpose.UP, 8, Outcome.NOT_READY);
        StepStatistics six = step(Purpose.DOWN, 6, Outcome.NOT_READY);
        assertOffers(Purpose.DOWN, 6, clean, failing, failing);
        assertOffers(Purpose.DOWN, 5, clean, failing, failing, six);
    }

    @Test
    void failureIsAsGoodABoundaryAsARefusal() {
        StepStatistics clean = step(Purpose.BOUNDARY, 4, Outcome.OK);
        StepStatistics failing = step(Purpose.UP, 5, Outcome.NOT_READY);
        StepStatistics overload = step(Purpose.PLATEAU, 8, Outcome.NOT_READY);
        Decision<RoundResult> decision =
                CallersSearch.first(SampleSearch.DEFAULT.settings()).next(List.of(clean, failing, failing, overload));
        assertEquals(new Decision.Ended<>(new RoundResult.Boundary(clean, failing, Optional.of(overload))), decision);
    }

    @Test
    void boundaryThatALongerStepShowsToBeRefusedIsLookedForBelow() {
        StepStatistics four = step(Purpose.UP, 4, Outcome.OK);
        StepStatistics eight = step(Purpose.UP, 8, Outcome.OK);
        StepStatistics nine = step(Purpose.UP, 9, Outcome.REFUSED);
        assertOffers(Purpose.BOUNDARY, 8, four, eight, nine);
        StepStatistics refused = step(Purpose.BOUNDARY, 8, Outcome.REFUSED);
        assertOffers(Purpose.DOWN, 6, four, eight, nine, refused);
    }

    @Test
    void overloadIsLeftOutWhereTheRangeDoesNotReachIt() {
        assertEquals(
                List.of(4, 8, 16, 32, 64, 128, 200, 164, 146, 137, 132, 134, 135, 136, 135),
                Round.of(SampleSearch.DEFAULT, 135).offered());
    }

    @Test
    void roundAfterOthersBeginsWithTheMeasurementAtTheirBoundary() {
        CallersSearch search = CallersSearch.near(36, SampleSearch.DEFAULT.settings());
        assertEquals(List.of(36, 37, 72), Round.of(search, 36).offered());
        assertEquals(
                List.of(Purpose.BOUNDARY, Purpose.UP, Purpose.PLATEAU),
                Round.of(search, 36).purposes());
    }

    @Test
    void roundAfterOthersLeavesTheirBoundaryByStepsThatDouble() {
        CallersSearch search = CallersSearch.near(36, SampleSearch.DEFAULT.settings());
        assertEquals(
                List.of(36, 37, 38, 40, 44, 52, 48, 46, 45, 45, 90),
                Round.of(search, 45).offered());
        assertEquals(
                List.of(36, 35, 34, 32, 28, 30, 31, 30, 60),
                Round.of(search, 30).offered());
    }

    @Test
    void roundAfterOthersFindsEveryBoundaryExactlyAndInFewSteps() {
        for (int near = 1; near < MAXIMUM; near++) {
            CallersSearch search = CallersSearch.near(near, SampleSearch.DEFAULT.settings());
            for (int boundary = 1; boundary < MAXIMUM; boundary++) {
                Round round = Round.of(search, boundary);
                assertEquals(boundary, round.boundary());
                assertEquals(boundary + 1, round.firstBeyond());
                double away = Math.abs(boundary - near) + 1;
                // up by doubling, back by bisection, and the measurements
                double most = 2 * (Math.log(away) / Math.log(2) + 1) + 4;
                assertTrue(round.offered().size() <= most, near + " to " + boundary + ": " + round.offered());
            }
            assertInstanceOf(
                    RoundResult.NotSaturated.class, Round.of(search, MAXIMUM).result());
            assertInstanceOf(RoundResult.NothingTaken.class, Round.of(search, 0).result());
        }
    }

    @Test
    void stepOfAnotherKindIsNoneOfItsSteps() {
        Step step = new Step(1, 1, Purpose.FINE_TUNING, new Messages(10, 1));
        List<StepStatistics> foreign =
                List.of(MeasuredStep.of(step).with(Outcome.OK, 10).statistics());
        CallersSearch search = CallersSearch.first(SampleSearch.DEFAULT.settings());
        assertThrows(IllegalArgumentException.class, () -> search.next(foreign));
    }

    /** A later round at a service that queued: it now refuses 2 % of twice as many callers, which are few, but not none. */
    @Test
    void overloadThatIsRefusedALittleEndsNoRoundOfAQueue() {
        StepStatistics full = atQueue(Purpose.BOUNDARY, 8, 0);
        RoundResult.Boundary first = RoundResult.Boundary.ofQueue(full, atQueue(Purpose.PLATEAU, 16, 0));
        SearchSettings settings = SampleSearch.DEFAULT.settings();
        CallersSearch later =
                CallersSearch.after(Saturation.of(List.of(first), settings).orElseThrow(), settings);

        assertTrue(ofQueue(later, full, atQueue(Purpose.PLATEAU, 16, 15)));
        assertFalse(ofQueue(later, full, atQueue(Purpose.PLATEAU, 16, 32)));
    }

    private static boolean ofQueue(CallersSearch search, StepStatistics... finished) {
        return search.next(List.of(finished))
                .asResult()
                .orElseThrow()
                .asBoundary()
                .orElseThrow()
                .isOfQueue();
    }

    private static StepStatistics atQueue(Purpose purpose, int callers, long refused) {
        return MeasuredStep.of(new Step(1, 2, purpose, new Callers(callers)))
                .window(0, 20_000)
                .with(Outcome.OK, 1600 - refused)
                .with(Outcome.REFUSED, refused)
                .goodput(80)
                .statistics();
    }

    /** 4 callers for 1 s spend 4,000 ms; 100 answers of 60 ms take 6,000 ms. */
    private static StepStatistics unsteady(Purpose purpose, int callers) {
        return MeasuredStep.of(new Step(1, 1, purpose, new Callers(callers)))
                .with(Outcome.OK, 25L * callers)
                .latency(60)
                .statistics();
    }

    @Test
    void unsteadyStepIsRunAgainAndCountsOnlyAfterThreeTries() {
        StepStatistics unsteady = unsteady(Purpose.UP, 4);

        assertOffers(Purpose.UP, 4, unsteady);
        assertOffers(Purpose.UP, 4, unsteady, unsteady);
        assertOffers(Purpose.UP, 8, unsteady, unsteady, unsteady);
        assertOffers(Purpose.UP, 8, unsteady, step(Purpose.UP, 4, Outcome.OK));
    }

    @Test
    void refusalsInALongerStepEndWhatAnUnsteadyOneSeemedToTake() {
        StepStatistics clean = step(Purpose.UP, 4, Outcome.OK);

        assertOffers(Purpose.DOWN, 6, clean, unsteady(Purpose.UP, 8), step(Purpose.UP, 8, Outcome.REFUSED));
    }
}
