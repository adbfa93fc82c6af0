package io.headroom.simulation;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** Measures the CPU and garbage collection of this JVM, and the CPU of the machine, from its creation on, and open files. */
final class InjectorMeter {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final long startNanos = System.nanoTime();
    private final long startCpuNanos = SYSTEM.getProcessCpuTime();
    private final long startGcMillis = gcMillis();
    private final Optional<MachineCpu> startMachineCpu = MachineCpu.now();

    /** Returns the CPU time used since then, as a share of what the machine or its container has. */
    double cpuShare() {
        double available = (double) elapsedNanos() * Runtime.getRuntime().availableProcessors();
        return Math.max(0, SYSTEM.getProcessCpuTime() - startCpuNanos) / available;
    }

    /** Returns the share of the machine's CPU that all processes used since then; empty where the system does not tell. */
    OptionalDouble machineCpuShare() {
        Optional<MachineCpu> now = MachineCpu.now();
        return startMachineCpu.isPresent() && now.isPresent()
                ? now.get().shareSince(startMachineCpu.get())
                : OptionalDouble.empty();
    }

    /** Returns the share of the time since then that the garbage collector worked. */
    double gcShare() {
        return TimeUnit.MILLISECONDS.toNanos(gcMillis() - startGcMillis) / (double) elapsedNanos();
    }

    /** Returns the open file descriptors as a share of the system's limit; 0 where the system does not tell. */
    static double openFilesShare() {
        try {
            return SYSTEM instanceof UnixOperatingSystemMXBean unix
                    ? unix.getOpenFileDescriptorCount() / (double) unix.getMaxFileDescriptorCount()
                    : 0;
        } catch (InternalError noneLeft) { // counting them needs one
            return 1;
        }
    }

    private long elapsedNanos() {
        return Math.max(1, System.nanoTime() - startNanos);
    }

    private static long gcMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
