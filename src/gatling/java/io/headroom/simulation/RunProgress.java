package io.headroom.simulation;

import io.headroom.clients.Message;
import io.headroom.load.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests of a run. Safe for use by several threads. */
final class RunProgress {

    /** Number of smoke calls. Counted from the start, because the call is made before any step. */
    private static final int SMOKE_CALL = 1;

    private final LongAdder sent = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private volatile Optional<ActiveStep> current = Optional.empty();

    /** Called when a step begins. */
    void begins(ActiveStep step) {
        current = Optional.of(step);
    }

    /** Called when the smoke call is made again. */
    void repeatedSmokeCall() {
        sent.increment();
        answered.increment();
    }

    /** Called when a scoring request is sent. */
    void sent() {
        sent.increment();
    }

    /** Called when a request was answered, failed, or timed out, possibly long after its step. */
    void answered() {
        answered.increment();
    }

    /** Returns the progress of the run. */
    Progress now() {
        int step = current.map(running -> running.run().step().number()).orElse(0);
        long answeredFirst = SMOKE_CALL + answered.sum(); // before those sent, so that it is never the larger number
        return new Progress(step, SMOKE_CALL + sent.sum(), answeredFirst);
    }

    /** Returns the progress as a message to a coordinator, with the requests that the current step has counted so far. */
    Message.Beat beat() {
        Progress now = now();
        Map<Outcome, Long> counts =
                current.map(step -> step.counts().byOutcome()).orElse(Map.of());
        long refused = current.map(ActiveStep::refusedWhileSettling).orElse(0L);
        return new Message.Beat(now.step(), counts, refused, now.sent(), now.answered());
    }
}
