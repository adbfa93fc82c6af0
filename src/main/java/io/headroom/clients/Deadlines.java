package io.headroom.clients;

import io.headroom.plan.IdlePolling;
import io.headroom.plan.NextStep;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Limits how long a run waits for its injectors: before the start, and at the end of each step. Has no effect once it is closed. */
final class Deadlines implements AutoCloseable {

    private final CoordinatorTiming timing;
    private final Duration polling;
    private final Duration requestTimeout;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "coordinator-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param users          the most virtual users that a step of the run needs
     * @param requestTimeout the longest time that a request can be in flight
     */
    Deadlines(CoordinatorTiming timing, int users, Duration requestTimeout) {
        this.timing = timing;
        this.polling = IdlePolling.every(users);
        this.requestTimeout = requestTimeout;
    }

    /** Returns the time from the order of a step to its start: all virtual users have noticed the order by then. */
    Duration lead(NextStep.Run run) {
        return polling.plus(run.step().number() == 1 ? timing.firstLead() : timing.lead());
    }

    /** Returns the longest time from the order of a step until every injector must have finished it. */
    Duration longest(NextStep.Run run) {
        return lead(run)
                .plus(run.longestSettling())
                .plus(run.length())
                .plus(requestTimeout)
                .plus(timing.overdue());
    }

    /** Runs the action when the patience for the start is over. */
    void afterPatience(Duration patience, Runnable action) {
        schedule(patience, action);
    }

    /** Runs the action when a step that is ordered now must be finished. */
    void afterStep(NextStep.Run run, Runnable action) {
        schedule(longest(run), action);
    }

    private void schedule(Duration delay, Runnable action) {
        try {
            var unused = scheduler.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // the run is over, so nothing is waited for
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
