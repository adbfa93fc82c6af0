package io.headroom.simulation;

import io.headroom.saturation.InjectorLimit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Whether the injector runs short of files to open. Counting takes the longer the more are open, so they are counted now and
 * then only, however often is asked: a storm of refused connections asks thousands of times a second. Safe for use by several
 * threads.
 */
final class OpenFiles {

    static final Duration COUNTED_EVERY = Duration.ofMillis(50);

    private final LongSupplier nanoTime;
    private final DoubleSupplier share;
    private final AtomicLong countedNanos;
    private volatile boolean shortOf;

    /** Those of this JVM. */
    OpenFiles() {
        this(System::nanoTime, InjectorMeter::openFilesShare);
    }

    OpenFiles(LongSupplier nanoTime, DoubleSupplier share) {
        this.nanoTime = nanoTime;
        this.share = share;
        this.countedNanos = new AtomicLong(nanoTime.getAsLong());
    }

    boolean areShort() {
        long now = nanoTime.getAsLong();
        long counted = countedNanos.get();
        if (now - counted > COUNTED_EVERY.toNanos() && countedNanos.compareAndSet(counted, now)) {
            shortOf = InjectorLimit.isShortOfFiles(share.getAsDouble());
        }
        return shortOf;
    }
}
