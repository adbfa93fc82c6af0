package io.headroom.simulation;

import io.headroom.load.InjectorSample;
import io.headroom.load.Load;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The current step, shared by the conductor, which opens and closes it, and the virtual users, which send its requests. Times in
 * nanoseconds are on {@link System#nanoTime}, times in milliseconds on the {@link RunClock}.
 */
final class ActiveStep {

    /** Says that no request is due any more. */
    static final long NEVER = Long.MAX_VALUE;

    /** Says that no request is due yet, and that the user has to ask again. */
    static final long NOTHING_YET = Long.MAX_VALUE - 1;

    /** Says that a request is due now. Saves reading the clock, which costs time at full speed. */
    static final long AT_ONCE = Long.MIN_VALUE;

    private static final long NOT_YET = Long.MIN_VALUE;

    private final NextStep.Run run;
    private final RunClock clock;
    private final RunProgress progress;
    private final long startNanos;
    private final Map<Integer, StepPart> parts = new HashMap<>();
    private final Map<Integer, ArrivalClaims> arrivals = new HashMap<>();
    private final boolean open;
    private final long retryWaitNanos;
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
            part.schedule(run, seed, order.clients())
                    .map(schedule -> new ArrivalClaims(schedule, VirtualUser.LONGEST_PAUSE))
                    .ifPresent(claims -> arrivals.put(part.client(), claims));
        }
        this.retryWaitNanos = retryWait.toNanos();
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

    /**
     * Returns when a virtual user sends its first request, {@link #NOTHING_YET} or {@link #NEVER}. Callers start one after another during the first half of
     * settling, as they would be distributed in a running service, and not in one burst that fills a queue.
     *
     * @param user its number, from 0
     * @param loop index of its event loop, from 0
     */
    long firstDue(StepPart part, int user, int loop) {
        Load load = part.load();
        if (open) {
            return claimArrival(part, loop);
        }
        if (load.totalMessages().isPresent()) {
            return load.hasSentAll(user, 0) ? NEVER : startNanos;
        }
        return startNanos
                + run.settling().toNanos() / 2 * user / load.concurrentCallers().orElseThrow();
    }

    /**
     * Returns when a virtual user sends its next request, {@link #AT_ONCE}, {@link #NOTHING_YET} or {@link #NEVER}.
     *
     * @param loop          index of its event loop, from 0
     * @param sent          number of requests that it has sent in this step
     * @param outcome       of the last one
     * @param latencyMillis time until it was answered or had failed
     */
    long nextDue(StepPart part, int user, int loop, int sent, Outcome outcome, long latencyMillis) {
        if (open) {
            return claimArrival(part, loop);
        }
        if (part.load().hasSentAll(user, sent)) {
            return NEVER;
        }
        return waitsAfter(outcome, latencyMillis) ? System.nanoTime() + retryWaitNanos : AT_ONCE;
    }

    /**
     * Returns whether a caller waits before its next request: after every refusal, and after every other failure that came sooner than
     * the wait. Callers that fail fast and try again at once would send many times what the service can take. A failure that took longer
     * has held the caller up long enough.
     */
    private boolean waitsAfter(Outcome outcome, long latencyMillis) {
        return outcome == Outcome.REFUSED
                || (outcome != Outcome.OK && TimeUnit.MILLISECONDS.toNanos(latencyMillis) < retryWaitNanos);
    }

    /** Returns when the user sends the next arrival that it claims, {@link #NOTHING_YET} or {@link #NEVER}. */
    long claimArrival(StepPart part, int loop) {
        long next = arrivals.get(part.client()).next(loop, System.nanoTime() - startNanos);
        if (next == ArrivalClaims.LEFT_TO_OTHERS) {
            return NOTHING_YET;
        }
        long due = startNanos + next;
        return due < lastDueNanos() ? due : NEVER;
    }

    private long lastDueNanos() {
        return startNanos + run.longestSettling().plus(run.length()).toNanos();
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
     * @param full whether the service's queues are known to be full
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
        long until = Math.min(endNanos, lastDueNanos());
        long due = arrivals.values().stream()
                .mapToLong(claims -> claims.dueBetween(windowStartNanos - startNanos, until - startNanos))
                .sum();
        return watch.sample(due);
    }

    boolean hasEnded() {
        return ended;
    }

    /** Returns whether requests are in flight. */
    boolean hasInFlight() {
        long answered = recorder.answered(); // read first: a request must not seem answered before it was sent
        return sent.sum() > answered;
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
