package io.headroom.endtoend;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Carries out what {@link NeedsQuiet} says. Where the system does not tell what other work does, tests run once, as any other. */
final class QuietMachine implements InvocationInterceptor {

    /** Most of the CPU that other work may take: a background service is no reason to fail, a third of a core of two is. */
    static final double QUIET = 0.15;

    private static final int TRIES = 3;
    /** More tests than these do not fail by chance, however busy the machine is: then something is wrong. */
    private static final int MOST_SKIPPED = 5;

    private static final AtomicInteger SKIPPED = new AtomicInteger();

    private static final Neighbours NEIGHBOURS = new Neighbours();

    private static final Duration SAMPLE = Duration.ofMillis(500);

    /** All tests of a JVM wait no longer than this, so that a machine that is always busy only delays them a little. */
    private static final AtomicLong MILLIS_TO_WAIT = new AtomicLong(60_000);

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        repeat(invocation, call);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        repeat(invocation, call);
    }

    /** Runs a test. */
    interface Attempt {
        void run() throws Throwable;
    }

    /** Measures other work. */
    interface WorkMeter {
        Supplier<OptionalDouble> begin() throws InterruptedException;
    }

    private static void repeat(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call) throws Throwable {
        Object test = call.getTarget().orElseThrow();
        Attempt again = () -> {
            clearFolders(test);
            again(call, test);
        };
        repeat(
                NEIGHBOURS.beside(invocation::proceed, again),
                NEIGHBOURS.alone(again),
                () -> {
                    waitForQuiet();
                    return OtherWork.now()::shareUntilNow;
                },
                SKIPPED);
    }

    /**
     * Runs a test, and repeats it while an assertion fails on a machine that other work keeps busy. Any other exception is not due to
     * that.
     *
     * @param work    begins to measure other work, and returns what tells its share until then
     * @param skipped number of tests that were skipped so far because the machine was busy
     */
    static void repeat(Attempt first, Attempt again, WorkMeter work, AtomicInteger skipped) throws Throwable {
        Attempt attempt = first;
        for (int tried = 1; true; tried++) {
            Supplier<OptionalDouble> sinceBegin = work.begin();
            try {
                attempt.run();
                return;
            } catch (AssertionError failure) {
                double share = sinceBegin.get().orElse(0);
                if (share <= QUIET) {
                    throw failure;
                }
                String busy = String.format(
                        Locale.ROOT,
                        "failed in try %d of %d while other work took %.0f %% of the CPU: %s",
                        tried,
                        TRIES,
                        100 * share,
                        firstLine(failure));
                System.out.println(busy);
                if (tried == TRIES && skipped.incrementAndGet() > MOST_SKIPPED) {
                    throw failure;
                }
                if (tried == TRIES) {
                    throw new TestAbortedException("this machine is too busy to measure on: " + busy, failure);
                }
                attempt = again;
            }
        }
    }

    /** Returns what went wrong without what a process has printed. */
    static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }

    /** Returns when the machine is quiet, or when all tests together have waited long enough. */
    private static synchronized void waitForQuiet() throws InterruptedException {
        while (OtherWork.isKnown() && MILLIS_TO_WAIT.get() > 0) {
            OtherWork work = OtherWork.now();
            TimeUnit.MILLISECONDS.sleep(SAMPLE.toMillis());
            if (work.shareUntilNow().orElse(0) <= QUIET) {
                return;
            }
            MILLIS_TO_WAIT.addAndGet(-SAMPLE.toMillis());
        }
    }

    private static void again(ReflectiveInvocationContext<Method> call, Object test) throws Throwable {
        Method method = call.getExecutable();
        method.setAccessible(true);
        try {
            method.invoke(test, call.getArguments().toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Empties the folders of the test, which expects to find in them what it has written itself. */
    private static void clearFolders(Object test) throws IllegalAccessException, IOException {
        for (Field field : test.getClass().getDeclaredFields()) {
            if (field.isAnnotationPresent(TempDir.class)) {
                field.setAccessible(true);
                clear((Path) field.get(test));
            }
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.filter(file -> !file.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
