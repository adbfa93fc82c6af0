package io.headroom.simulation;

import io.headroom.load.InjectorSample;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Records a step while it runs. Safe for use by several threads: each virtual user records in one of several parts, every part has its
 * own lock, and all parts together are the step. With a single lock, every answer would wait for the cache line, and sometimes for the
 * thread, of another processor.
 */
final class SharedRecorder {

    /** One for each event loop of Gatling: users whose numbers have the same remainder run on the same loop. */
    private static final int PARTS = 2 * Runtime.getRuntime().availableProcessors();

    private final Step step;
    private final List<StepRecorder> parts;
    private final LongAdder answered = new LongAdder();
    private final LongAdder refusedWhileSettling = new LongAdder();

    SharedRecorder(Step step) {
        this.step = step;
        this.parts = Stream.generate(() -> new StepRecorder(step)).limit(PARTS).toList();
    }

    /**
     * Records a measured request of a virtual user; see {@link StepRecorder#request}.
     *
     * @param status of the answer; empty if there was none
     */
    void request(int user, long endMillis, long latencyMillis, Outcome outcome, OptionalInt status) {
        StepRecorder part = parts.get(user % PARTS);
        synchronized (part) {
            part.request(endMillis, latencyMillis, outcome);
            if (outcome.isToldByStatus()) {
                part.failed(outcome, status, 1);
            }
        }
        answered.increment();
    }

    /** Records a request that a virtual user sent while the step settled; see {@link StepRecorder#settlingRequest}. */
    void settlingRequest(int user, long endMillis, Outcome outcome) {
        StepRecorder part = parts.get(user % PARTS);
        synchronized (part) {
            part.settlingRequest(endMillis, outcome);
        }
        if (outcome == Outcome.REFUSED) {
            refusedWhileSettling.increment();
        }
        answered.increment();
    }

    void probe(long endMillis, boolean ok) {
        StepRecorder any = parts.get(0);
        synchronized (any) {
            any.probe(endMillis, ok);
        }
    }

    void startWindow(long startMillis) {
        forEach(part -> part.startWindow(startMillis));
    }

    void endWindow(long endMillis) {
        forEach(part -> part.endWindow(endMillis));
    }

    /** Returns the number of all requests recorded so far. */
    long answered() {
        return answered.sum();
    }

    long refusedWhileSettling() {
        return refusedWhileSettling.sum();
    }

    /** Returns the measured requests so far. */
    OutcomeCounts counts() {
        List<OutcomeCounts> counts = new ArrayList<>();
        forEach(part -> counts.add(part.counts()));
        return OutcomeCounts.sum(counts);
    }

    /**
     * Returns one recorder that holds what all parts recorded. The window must have been started and ended.
     *
     * @param noticed what the injector noticed about itself
     */
    StepRecorder merged(InjectorSample noticed) {
        StepRecorder merged = new StepRecorder(step);
        forEach(merged::add);
        merged.noticed(noticed);
        return merged;
    }

    private void forEach(Consumer<StepRecorder> action) {
        for (StepRecorder part : parts) {
            synchronized (part) {
                action.accept(part);
            }
        }
    }
}
