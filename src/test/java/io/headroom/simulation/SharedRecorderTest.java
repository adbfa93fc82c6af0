package io.headroom.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.load.InjectorSample;
import io.headroom.load.InjectorWatch;
import io.headroom.load.Load.Callers;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Recording in parts gives the figures of one recorder. */
class SharedRecorderTest {

    private static final Step STEP = new Step(1, 1, Purpose.UP, new Callers(100));

    @Test
    void allPartsTogetherAreTheStep() {
        StepRecorder one = new StepRecorder(STEP);
        SharedRecorder shared = new SharedRecorder(STEP);
        record(one, shared, 0, 1000, true);
        one.startWindow(1000);
        shared.startWindow(1000);
        record(one, shared, 1000, 2000, true);
        record(one, shared, 1000, 3000, false);
        one.endWindow(3000);
        shared.endWindow(3000);
        record(one, shared, 3000, 3100, false);
        assertEquals(one.counts(), shared.counts());
        InjectorSample noticed = new InjectorWatch(10_000_000).sample(0.5, OptionalDouble.empty(), 0.1, 0.2, 0, 0);
        one.noticed(noticed);
        assertEquals(one.statistics(), shared.merged(noticed).statistics());
    }

    @Test
    void nothingIsLostWhenThreadsRecordAtTheSameTime() throws InterruptedException {
        SharedRecorder shared = new SharedRecorder(STEP);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int n = 0; n < 10_000; n++) {
                    shared.request(n, 1, 1, Outcome.OK, OptionalInt.of(200));
                    shared.settlingRequest(n, 1, Outcome.REFUSED);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(40_000, shared.counts().of(Outcome.OK));
        assertEquals(40_000, shared.refusedWhileSettling());
        assertEquals(80_000, shared.answered());
    }

    private static void record(StepRecorder one, SharedRecorder shared, int from, int until, boolean settling) {
        Random random = new Random(from);
        for (int i = 0; i < 500; i++) {
            int end = from + random.nextInt(until - from);
            Outcome outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
            if (settling) {
                one.settlingRequest(end, outcome);
                shared.settlingRequest(i, end, outcome);
            } else {
                one.request(end, i, outcome);
                OptionalInt status = status(outcome);
                one.failed(outcome, status, outcome == Outcome.OK || outcome == Outcome.WRONG_ANSWER ? 0 : 1);
                shared.request(i, end, i, outcome, status);
            }
            one.probe(end, i % 2 == 0);
            shared.probe(end, i % 2 == 0);
        }
    }

    /** Returns the status of such an answer, as the client sees it: 200 with a wrong body, none without a connection. */
    private static OptionalInt status(Outcome outcome) {
        return switch (outcome) {
            case OK, WRONG_ANSWER -> OptionalInt.of(200);
            case REFUSED -> OptionalInt.of(429);
            case NOT_READY -> OptionalInt.of(502);
            case SERVER_ERROR -> OptionalInt.of(500);
            case CLIENT_ERROR -> OptionalInt.of(404);
            case TIMED_OUT, INJECTOR_ERROR, OTHER_ERROR -> OptionalInt.empty();
        };
    }
}
