package io.headroom.endtoend;

import io.headroom.endtoend.QuietMachine.Attempt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Tests of this JVM that measure. They run beside each other, and alone once more where they failed beside others. */
final class Neighbours {

    /** Fair, so that who needs to be alone does not wait for ever. */
    private final ReadWriteLock machine = new ReentrantReadWriteLock(true);

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();

    /**
     * Returns an attempt that runs beside others.
     *
     * @param again what runs alone after an assertion failed while others ran
     */
    Attempt beside(Attempt attempt, Attempt again) {
        return () -> {
            if (!passesBeside(attempt)) {
                alone(again).run();
            }
        };
    }

    /** Returns an attempt that waits until no other runs, and lets none begin. */
    Attempt alone(Attempt attempt) {
        return () -> {
            Lock lock = machine.writeLock();
            lock.lock();
            try {
                attempt.run();
            } finally {
                lock.unlock();
            }
        };
    }

    private boolean passesBeside(Attempt attempt) throws Throwable {
        Lock lock = machine.readLock();
        lock.lock();
        int others = running.getAndIncrement();
        int startedThen = started.incrementAndGet();
        try {
            attempt.run();
            return true;
        } catch (AssertionError failure) {
            if (others == 0 && started.get() == startedThen) {
                throw failure;
            }
            System.out.println("failed beside other tests, and is repeated alone: " + QuietMachine.firstLine(failure));
            return false;
        } finally {
            running.decrementAndGet();
            lock.unlock();
        }
    }
}
