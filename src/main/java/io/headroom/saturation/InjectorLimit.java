package io.headroom.saturation;

import io.headroom.load.InjectorStatistics;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.util.Optional;

/**
 * A resource of the injector that limited a step. It counts as a limit if it can have falsified the goodput noticeably:
 * a caller whose request takes S and whose injector is late by L sends {@code 1 ÷ (S + L)} instead of {@code 1 ÷ S}
 * requests per second, and a schedule of which a share is not sent offers that much less. A step in which the service
 * itself refused requests was limited by the service, whatever the injector did.
 */
public enum InjectorLimit {
    /** The injector ran out of ports, file descriptors, threads or memory to send requests with. */
    FAILURES(
            "it had no ports, files, threads or memory left to send requests with",
            "raise the limit of open files (ulimit -n), or use several injectors"),
    /** The injector stood still, or its timers fired late. */
    LAG("its timers came late", "give it a machine, or CPU, of its own, or use several injectors"),
    /** The injector used all its CPU. */
    CPU("its CPU was used up", "give it more CPU, or use several injectors"),
    /** The injector did not send requests when they were due, because no virtual user was free. */
    USERS(
            "no virtual user was free when requests were due",
            "raise headroom.search.maximum-callers, unless the service has become slower");

    /** Lag as a share of the latency; beyond it, a goodput is not to be trusted. */
    private static final double TOLERATED = 0.05;

    /** Share of requests that were not sent; beyond it, a goodput is not to be trusted. */
    private static final double NOT_SENT = 0.01;

    /** Requests that are due at the edges of a window may be sent outside of it. */
    private static final long MISSING_AT_EDGES = 3;

    /** Share of all CPU above which the rest does not become available in time. */
    private static final double CPU_USED_UP = 0.9;

    private static final double FILES_USED_UP = 0.9;

    /** Timers have a resolution of 1 ms, so that a smaller lag proves nothing. */
    private static final double LEAST_LAG_MILLIS = 2;

    private final String description;
    private final String advice;

    InjectorLimit(String description, String advice) {
        this.description = description;
        this.advice = advice;
    }

    /** Returns a description, e.g. {@code its CPU was used up}. */
    public String description() {
        return description;
    }

    /** Returns what the user can do about it. */
    public String advice() {
        return advice;
    }

    /** Returns whether so many of the permitted files are open that connections may fail. */
    public static boolean isShortOfFiles(double openFilesShare) {
        return openFilesShare > FILES_USED_UP;
    }

    /** Returns whether the injector could not send at all, so that another try would fail, too. */
    static boolean isExhausted(StepStatistics step) {
        return of(step, 1).filter(limit -> limit == FAILURES).isPresent();
    }

    /** Returns whether the injector had too little CPU, by its share or because its timers came late. */
    public static boolean isShortOfCpu(StepStatistics step) {
        return of(step, 1).filter(limit -> limit == LAG || limit == CPU).isPresent();
    }

    /** Returns what limited the step; empty if it was not the injector. */
    static Optional<InjectorLimit> of(StepStatistics step, int minimumFailures) {
        long failures = step.counts().of(Outcome.INJECTOR_ERROR);
        if (failures >= minimumFailures && step.counts().share(Outcome.INJECTOR_ERROR) > NOT_SENT) {
            return Optional.of(FAILURES);
        }
        return step.injector().flatMap(injector -> of(step, injector));
    }

    private static Optional<InjectorLimit> of(StepStatistics step, InjectorStatistics injector) {
        if (isShortOfFiles(injector.openFilesShare())) {
            return Optional.of(FAILURES);
        }
        double lag = injector.loopLag().meanMillis();
        if (lag > Math.max(LEAST_LAG_MILLIS, TOLERATED * step.latency().mean())) {
            return Optional.of(LAG);
        }
        if (injector.cpuShare() > CPU_USED_UP) {
            return Optional.of(CPU);
        }
        boolean open = step.step().load().isOpen();
        long missing = injector.due() - step.counts().total();
        return open && missing > Math.max(MISSING_AT_EDGES, NOT_SENT * injector.due())
                ? Optional.of(USERS)
                : Optional.empty();
    }
}
