package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.headroom.load.Load.Callers;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StepRecorderTest {

    private final Step step = new Step(1, 0, Purpose.HOLD, new Callers(3));
    private final StepRecorder recorder = new StepRecorder(step);

    @Test
    void settlingRequestsCountToGoodputAloneAndOnlyWhenTheyEndInTheWindow() {
        recorder.settlingRequest(900, Outcome.OK); // before the window
        recorder.startWindow(1000);
        recorder.settlingRequest(999, Outcome.OK); // ended before the window, recorded later
        recorder.settlingRequest(1000, Outcome.OK);
        recorder.settlingRequest(1500, Outcome.REFUSED);
        recorder.settlingRequest(2999, Outcome.OK);
        recorder.endWindow(3000);
        recorder.settlingRequest(3000, Outcome.OK); // after the window

        StepStatistics statistics = recorder.statistics();
        assertEquals(2 / 2.0, statistics.goodputPerSecond());
        assertEquals(0, statistics.counts().total());
        assertEquals(LatencyMillis.NONE, statistics.latency());
        assertEquals(LatencyMillis.NONE, statistics.refusedLatency());
    }

    @Test
    void requestThatEndsAfterTheWindowAddsToLatenciesAndNotToGoodput() {
        recorder.startWindow(1000);
        recorder.request(1100, 100, Outcome.OK);
        recorder.request(2000, 5, Outcome.REFUSED);
        recorder.request(2900, 300, Outcome.OK);
        recorder.request(2950, 1000, Outcome.TIMED_OUT);
        recorder.endWindow(3000);
        recorder.request(3000, 500, Outcome.OK);
        recorder.request(3001, 7, Outcome.REFUSED);

        StepStatistics statistics = recorder.statistics();
        assertEquals(2 / 2.0, statistics.goodputPerSecond());
        assertEquals(3, statistics.counts().of(Outcome.OK));
        assertEquals(2, statistics.counts().of(Outcome.REFUSED));
        assertEquals(1, statistics.counts().of(Outcome.TIMED_OUT));
        assertEquals(6 / 2.0, statistics.sentPerSecond());
        assertEquals(2 / 6.0, statistics.refusedShare());
        assertEquals(new LatencyMillis(3, 300, 300, 500, 500, 500), statistics.latency());
        assertEquals(new LatencyMillis(2, 6, 5, 7, 7, 7), statistics.refusedLatency());
    }

    @Test
    void statusesOfFailuresAreKeptAndSurviveTheWayToAnotherProcess() {
        recorder.startWindow(1000);
        recorder.requests(1100, 5, Outcome.NOT_READY, 3);
        recorder.failed(Outcome.NOT_READY, OptionalInt.of(502), 2);
        recorder.failed(Outcome.NOT_READY, OptionalInt.empty(), 1);
        recorder.endWindow(3000);
        StepRecorder total = new StepRecorder(step);
        total.add(recorder.recorded(), 0);
        total.add(recorder);

        assertEquals(
                Map.of(Outcome.NOT_READY, Map.of(502, 2L)),
                recorder.statistics().counts().byStatus());
        assertEquals(
                Map.of(Outcome.NOT_READY, Map.of(502, 4L)),
                total.statistics().counts().byStatus());
        assertEquals(6, total.statistics().counts().of(Outcome.NOT_READY));
    }

    @Test
    void probesCountOnlyInsideTheWindow() {
        recorder.probe(500, false);
        recorder.startWindow(1000);
        recorder.probe(999, false);
        recorder.probe(1000, true);
        recorder.probe(2999, false);
        recorder.endWindow(3000);
        recorder.probe(3000, false);

        assertEquals(2, recorder.statistics().probes());
        assertEquals(1, recorder.statistics().probeFailures());
    }

    @Test
    void windowIsTheTimeBetweenItsEnds() {
        recorder.startWindow(1234);
        recorder.endWindow(5678);
        StepStatistics statistics = recorder.statistics();
        assertEquals(step, statistics.step());
        assertEquals(1234, statistics.windowStartMillis());
        assertEquals(4444, statistics.windowMillis());
        assertEquals(5678, statistics.windowEndMillis());
    }

    @Test
    void emptyWindowHasNoRates() {
        recorder.startWindow(1000);
        recorder.request(1000, 1, Outcome.OK);
        recorder.endWindow(1000);
        assertEquals(0, recorder.statistics().goodputPerSecond());
        assertEquals(0, recorder.statistics().sentPerSecond());
    }

    @Test
    void latencyBelowZeroOfAClockThatWasSetBackIsZero() {
        recorder.startWindow(0);
        recorder.request(10, -3, Outcome.OK);
        recorder.endWindow(1000);
        assertEquals(new LatencyMillis(1, 0, 0, 0, 0, 0), recorder.statistics().latency());
    }

    @Test
    void openWindowHasNoStatistics() {
        assertThrows(IllegalStateException.class, recorder::statistics);
        recorder.startWindow(1000);
        assertThrows(IllegalStateException.class, recorder::statistics);
    }
}
