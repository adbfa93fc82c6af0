package io.headroom.saturation;

import io.headroom.load.InjectorStatistics;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.util.Optional;

/**
 * What of the injector limited a step. Whether it did is told by how far it can have falsified the goodput: a caller whose
 * request takes S and whose injector comes L late sends {@code 1/(S + L)} instead of {@code 1/S} requests a second, and a
 * schedule of which a share is not sent offers that much less. A step of which the service itself refused requests was
 * limited by the service, whatever the injector did.
 */
public enum InjectorLimit {
    /** It had no ports, file descriptors, threads or memory left to send requests with. */
    FAILURES(
            "it had no ports, files, threads or memory left to send requests with",
            "raise the limit of open files (ulimit -n), or use several injectors"),
    /** It stood still, or its timers came late. */
    LAG("its timers came late", "give it a machine, or CPU, of its own, or use several injectors"),
    /** It used all CPU there is. */
    CPU("its CPU was used up", "give it more CPU, or use several injectors"),
    /** It did not send what was due: no virtual user was free. */
    USERS(
            "no virtual user was free when requests were due",
            "raise headroom.search.maximum-callers; or the service queues instead of refusing");

    /** A share of requests that is missing, or a lag as a share of latency, beyond which a goodput is not to be trusted. */
    private static final double TOLERATED = 0.05;

    private static final double NOT_SENT = 0.01;

    /** Requests due at the edges of a window may be sent outside. */
    private static final long MISSING_AT_EDGES = 3;

    /** Share of all CPU; above it, what is left goes to nobody in time. */
    private static final double CPU_USED_UP = 0.9;

    private static final double FILES_USED_UP = 0.9;

    /** Timers have a resolution of 1 ms: no lag below this proves anything. */
    private static final double LEAST_LAG_MILLIS = 2;

    private final String words;
    private final String advice;

    InjectorLimit(String words, String advice) {
        this.words = words;
        this.advice = advice;
    }

    /** E.g. {@code its CPU was used up}. */
    public String description() {
        return words;
    }

    /** What to do. */
    public String advice() {
        return advice;
    }

    /** Whether so many of the files that may be open are open that connections can fail for want of one. */
    public static boolean isShortOfFiles(double openFilesShare) {
        return openFilesShare > FILES_USED_UP;
    }

    /** Whether a step had nothing left to send requests with: another try would only fail, too. */
    static boolean isOutOfMeans(StepStatistics step) {
        return of(step, 1).filter(limit -> limit == FAILURES).isPresent();
    }

    /** What limited the step, if something of the injector did. */
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
