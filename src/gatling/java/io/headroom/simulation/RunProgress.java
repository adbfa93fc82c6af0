package io.headroom.simulation;

import io.headroom.clients.Message;
import io.headroom.load.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** How far a run has got, asked by anyone at any time. */
final class RunProgress {

    /** It is made before any step. */
    private static final int SMOKE_CALL = 1;

    private final LongAdder sent = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private volatile Optional<ActiveStep> current = Optional.empty();

    /** A step begins. */
    void begins(ActiveStep step) {
        current = Optional.of(step);
    }

    /** A scoring request is sent. */
    void sends() {
        sent.increment();
    }

    /** One was answered, failed, or timed out; maybe long after its step. */
    void hears() {
        answered.increment();
    }

    /** Where it is now. What is answered is read first: no more ever seems answered than sent. */
    Progress now() {
        int step = current.map(running -> running.run().step().number()).orElse(0);
        long heard = SMOKE_CALL + answered.sum();
        return new Progress(step, SMOKE_CALL + sent.sum(), heard);
    }

    /** The same for a coordinator, with what the step has measured so far. */
    Message.Beat beat() {
        Progress now = now();
        List<Long> counts = current.map(running -> Arrays.stream(Outcome.values())
                        .map(running.counts()::of)
                        .toList())
                .orElseGet(() -> new ArrayList<>(Collections.nCopies(Outcome.values().length, 0L)));
        long refused = current.map(running -> running.refusedWhileSettling()).orElse(0L);
        return new Message.Beat(now.step(), counts, refused, now.sent(), now.answered());
    }
}
