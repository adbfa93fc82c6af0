package io.headroom.simulation;

import io.headroom.load.InjectorSample;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.RecordedStep;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.load.StepStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Records a step while it runs, for use by several threads. Seats record in parts, each with a lock of its own, and all parts
 * together are the step: with one lock for all, every answer waits for the memory, and now and then for the thread, of another
 * processor.
 */
final class SharedRecorder {

    /** As many as Gatling has event loops. Seats of the same remainder are on the same loop. */
    private static final int PARTS = 2 * Runtime.getRuntime().availableProcessors();

    private final Step step;
    private final List<StepRecorder> parts;
    private final LongAdder answered = new LongAdder();
    private final LongAdder refusedWhileSettling = new LongAdder();

    SharedRecorder(Step step) {
        this.step = step;
        this.parts = Stream.generate(() -> new StepRecorder(step)).limit(PARTS).toList();
    }

    /** A measured request that a seat sent; see {@link StepRecorder#request}. */
    void request(int seat, long endMillis, long latencyMillis, Outcome outcome) {
        StepRecorder part = parts.get(seat % PARTS);
        synchronized (part) {
            part.request(endMillis, latencyMillis, outcome);
        }
        answered.increment();
    }

    /** A request that a seat sent while the step settled; see {@link StepRecorder#settlingRequest}. */
    void settlingRequest(int seat, long endMillis, Outcome outcome) {
        StepRecorder part = parts.get(seat % PARTS);
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

    /** All requests recorded so far. */
    long answered() {
        return answered.sum();
    }

    long refusedWhileSettling() {
        return refusedWhileSettling.sum();
    }

    /** The measured requests so far. */
    OutcomeCounts counts() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        forEach(part -> part.counts().byOutcome().forEach((outcome, count) -> counts.merge(outcome, count, Long::sum)));
        return new OutcomeCounts(counts);
    }

    /**
     * What was measured, of a step whose window was started and ended.
     *
     * @param noticed what the injector noticed about itself
     */
    StepStatistics statistics(InjectorSample noticed) {
        StepRecorder whole = whole();
        whole.noticed(noticed);
        return whole.statistics();
    }

    /** The same, to be added up with what other injectors recorded. */
    RecordedStep recorded() {
        return whole().recorded();
    }

    private StepRecorder whole() {
        StepRecorder whole = new StepRecorder(step);
        forEach(whole::add);
        return whole;
    }

    private void forEach(Consumer<StepRecorder> action) {
        for (StepRecorder part : parts) {
            synchronized (part) {
                action.accept(part);
            }
        }
    }
}
