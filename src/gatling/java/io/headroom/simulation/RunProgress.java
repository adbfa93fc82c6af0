package io.headroom.simulation;

import io.headroom.clients.Message;
import io.headroom.load.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** How far a run has got, asked by anyone at any time. */
final class RunProgress {

    /** It is made before any step. */
    private static final int SMOKE_CALL = 1;

    /** The step that is run, and what was sent before it. */
    private record Current(ActiveStep step, long sentBefore, long answeredBefore) {}

    private volatile Optional<Current> current = Optional.empty();

    /** A step begins; the one before has nothing in flight that will still be counted. */
    void begins(ActiveStep step) {
        Progress before = now();
        current = Optional.of(new Current(step, before.sent(), before.answered()));
    }

    /** Where it is now. What is answered is read first: no more ever seems answered than sent. */
    Progress now() {
        return current.map(RunProgress::of).orElse(new Progress(0, SMOKE_CALL, SMOKE_CALL));
    }

    private static Progress of(Current running) {
        long answered = running.answeredBefore() + running.step().answered();
        long sent = running.sentBefore() + running.step().sent();
        return new Progress(running.step().run().step().number(), sent, answered);
    }

    /** The same for a coordinator, with what the step has measured so far. */
    Message.Beat beat() {
        Progress now = now();
        List<Long> counts = current.map(running -> Arrays.stream(Outcome.values())
                        .map(running.step().counts()::of)
                        .toList())
                .orElseGet(() -> new ArrayList<>(Collections.nCopies(Outcome.values().length, 0L)));
        long refused =
                current.map(running -> running.step().refusedWhileSettling()).orElse(0L);
        return new Message.Beat(now.step(), counts, refused, now.sent(), now.answered());
    }
}
