package io.headroom.simulation;

import io.headroom.saturation.InjectorLimit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Tells whether the injector runs short of file descriptors. Counting takes longer the more files are open, and a storm of refused
 * connections asks thousands of times a second, so files are counted at most once in {@link #COUNTED_EVERY}. Safe for use by several
 * threads.
 */
final class OpenFiles {

    static final Duration COUNTED_EVERY = Duration.ofMillis(50);

    private final LongSupplier nanoTime;
    private final DoubleSupplier share;
    private final AtomicLong countedNanos;
    private volatile boolean shortOf;

    /** Watches the files of this JVM. */
    OpenFiles() {
        this(System::nanoTime, InjectorMeter::openFilesShare);
    }

    OpenFiles(LongSupplier nanoTime, DoubleSupplier share) {
        this.nanoTime = nanoTime;
        this.share = share;
        this.countedNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /** Returns whether files were short when they were last counted. */
    boolean areShort() {
        long now = nanoTime.getAsLong();
        long counted = countedNanos.get();
        if (now - counted > COUNTED_EVERY.toNanos() && countedNanos.compareAndSet(counted, now)) {
            shortOf = InjectorLimit.isShortOfFiles(share.getAsDouble());
        }
        return shortOf;
    }
}
