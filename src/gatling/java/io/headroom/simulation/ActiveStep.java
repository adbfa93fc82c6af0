package io.headroom.simulation;

import io.headroom.load.InjectorSample;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.StepRecorder;
import io.headroom.plan.NextStep;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;

/**
 * The current step, shared by the conductor, which opens and closes it, and the virtual users, which send its requests. Times in
 * nanoseconds are on {@link System#nanoTime}, times in milliseconds on the {@link RunClock}.
 */
final class ActiveStep {

    private static final long NOT_YET = Long.MIN_VALUE;

    private final NextStep.Run run;
    private final RunClock clock;
    private final RunProgress progress;
    private final long startNanos;
    private final Map<Integer, StepPart> parts = new HashMap<>();
    private final DueTimes due;
    private final boolean open;
    private final SharedRecorder recorder;
    private final WindowWatch watch;
    private final LongAdder sent = new LongAdder();
    private volatile boolean measuring;
    private volatile boolean ended;
    private volatile long windowStartNanos;
    private long endNanos;
    private long filledNanos = NOT_YET;

    /**
     * Creates a step that is not measured yet.
     *
     * @param progress  of the run, which counts every request
     * @param retryWait how long a caller waits before its next request after a refusal or a fast failure
     * @param tick      how long the conductor sleeps while it measures
     * @param seed      of random arrivals
     */
    ActiveStep(StepOrder order, RunClock clock, RunProgress progress, Duration retryWait, Duration tick, long seed) {
        this.progress = progress;
        this.run = order.run();
        this.clock = clock;
        this.startNanos = order.startNanos();
        this.open = run.step().load().isOpen();
        for (StepPart part : order.parts()) {
            parts.put(part.client(), part);
        }
        this.due = new DueTimes(order, retryWait, seed);
        this.recorder = new SharedRecorder(run.step());
        this.watch = new WindowWatch(tick);
        this.measuring = run.longestSettling().isZero();
    }

    NextStep.Run run() {
        return run;
    }

    String label() {
        return run.step().label();
    }

    /** Returns a client's part of the step; empty when it has none. */
    Optional<StepPart> part(int client) {
        return Optional.ofNullable(parts.get(client));
    }

    /** Returns when its virtual users send their requests. */
    DueTimes due() {
        return due;
    }

    /** Returns the name of a request that is sent now. */
    String requestName() {
        return measuring ? LogMarks.SCORE : LogMarks.SCORE_SETTLING;
    }

    void send() {
        progress.sent();
        sent.increment();
    }

    /**
     * Records the answer to a request.
     *
     * @param user      number of the virtual user that sent it
     * @param lateNanos how much later than scheduled it was sent; 0 in a closed load
     * @param status    HTTP status of the answer; empty if there was none
     */
    void answer(int user, String requestName, long lateNanos, long latencyMillis, Outcome outcome, OptionalInt status) {
        progress.answered();
        long endMillis = clock.millis();
        if (requestName.equals(LogMarks.SCORE)) {
            if (open) {
                watch.answered(lateNanos, latencyMillis, outcome);
            }
            recorder.request(user, endMillis, latencyMillis, outcome, status);
        } else {
            recorder.settlingRequest(user, endMillis, outcome);
        }
    }

    void probe(boolean ok) {
        recorder.probe(clock.millis(), ok);
    }

    /**
     * Returns whether the time before the measured window goes on. Called by the conductor only.
     *
     * @param full whether the service's queues are known to be full, or as many requests are in flight as may be
     */
    boolean settles(boolean full) {
        if (filledNanos == NOT_YET && (full || isFillingOver())) {
            filledNanos = run.filling().refusals() == 0 ? startNanos : System.nanoTime();
        }
        return filledNanos == NOT_YET
                || System.nanoTime() < filledNanos + run.settling().toNanos();
    }

    private boolean isFillingOver() {
        return System.nanoTime() >= startNanos + run.filling().limit().toNanos();
    }

    /** Returns the number of requests refused before the measured window. */
    long refusedWhileSettling() {
        return recorder.refusedWhileSettling();
    }

    void startWindow() {
        recorder.startWindow(clock.millis());
        windowStartNanos = System.nanoTime();
        watch.start(windowStartNanos);
        measuring = true;
    }

    /**
     * Called when the conductor wakes up during the measured window.
     *
     * @param connections number of connections that are open
     */
    void tick(int connections) {
        watch.tick(System.nanoTime(), connections);
    }

    long measuredNanos() {
        return System.nanoTime() - windowStartNanos;
    }

    /** Returns whether the window has its full length, or fixed work is done. */
    boolean isDone() {
        boolean allSent = run.step().load().totalMessages().isPresent() && recorder.answered() >= messages();
        return allSent || measuredNanos() >= run.length().toNanos();
    }

    private long messages() {
        return parts.values().stream()
                .mapToLong(part -> part.load().totalMessages().orElseThrow())
                .sum();
    }

    OutcomeCounts counts() {
        return recorder.counts();
    }

    void end() {
        ended = true;
        recorder.endWindow(clock.millis());
        endNanos = System.nanoTime();
        watch.end();
    }

    /** Returns what the injector noticed about itself, when the step has ended and nothing is in flight. */
    InjectorSample sample() {
        return watch.sample(due.arrivalsBetween(windowStartNanos, endNanos));
    }

    boolean hasEnded() {
        return ended;
    }

    /** Returns the number of requests in flight. */
    long inFlight() {
        long answered = recorder.answered(); // read first: a request must not seem answered before it was sent
        return Math.max(0, sent.sum() - answered);
    }

    /** Returns whether requests are in flight. */
    boolean hasInFlight() {
        return inFlight() > 0;
    }

    /**
     * Returns what was measured, when the step has ended and nothing is in flight.
     *
     * @param noticed what the injector noticed about itself
     */
    StepRecorder measured(InjectorSample noticed) {
        return recorder.merged(noticed);
    }
}
