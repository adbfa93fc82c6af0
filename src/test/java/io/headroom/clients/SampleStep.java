package io.headroom.clients;

import io.headroom.load.InjectorSample;
import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Outcome;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/** Makes up what an injector measures of a service that serves 240 req/s, 50 ms each, to 36 callers, and refuses all others. */
final class SampleStep {

    private static final int WINDOW_MILLIS = 4000;
    private static final int LATENCY_MILLIS = 50;
    private static final int MOST_CALLERS = 36;
    private static final double CAPACITY = 240;

    private SampleStep() {}

    /** @param share of the injector; empty when it has none */
    static StepRecorder measured(Step step, Optional<Load> share) {
        StepRecorder recorder = new StepRecorder(step);
        long start = 10_000L * step.number();
        recorder.startWindow(start);
        recorder.endWindow(start + WINDOW_MILLIS);
        double taken = share.map(mine -> served(step.load(), mine)).orElse(0.0);
        int ok = (int) Math.round(taken * WINDOW_MILLIS / 1000);
        recorder.requests(start + 1, LATENCY_MILLIS, Outcome.OK, ok);
        if (step.load() instanceof Callers all && all.callers() > MOST_CALLERS && share.isPresent()) {
            recorder.requests(start + 1, 1, Outcome.REFUSED, 40 * (all.callers() - MOST_CALLERS));
        }
        if (share.orElse(null) instanceof Arrivals mine) {
            int sent = (int) Math.round(mine.requestsPerSecond() * WINDOW_MILLIS / 1000);
            recorder.requests(start + 1, 1, Outcome.REFUSED, Math.max(0, sent - ok));
        }
        recorder.noticed(calm());
        return recorder;
    }

    private static double served(Load all, Load mine) {
        if (mine instanceof Arrivals arrivals) {
            double whole = ((Arrivals) all).requestsPerSecond();
            return Math.min(CAPACITY, whole) * arrivals.requestsPerSecond() / whole;
        }
        double served = Math.min(CAPACITY, ((Callers) all).callers() * 1000.0 / LATENCY_MILLIS);
        return served * ((Callers) mine).callers() / ((Callers) all).callers();
    }

    /** Returns what an injector notices that has nothing to complain about. */
    static InjectorSample calm() {
        Histogram none = new Histogram(InjectorSample.LAG_DIGITS);
        return new InjectorSample(0.1, OptionalDouble.of(0.3), 0, 0.01, 4, 0, none, none, none);
    }
}
