package io.headroom.load;

import java.util.OptionalDouble;

/**
 * Observations that the injectors of a step made about themselves. Each share is that of the injector with the highest
 * one.
 *
 * @param cpuShare         CPU used, as a share (0 to 1) of the CPU available
 * @param machineCpuShare  CPU used by all processes of its machine, as a share (0 to 1) of the CPUs that it may run on;
 *                         empty where the system does not tell
 * @param gcShare          share of the window, 0 to 1, in which the garbage collector worked
 * @param openFilesShare   open file descriptors, as a share (0 to 1) of the limit
 * @param connections      connections to the service that were open at the end
 * @param due              requests that the schedule wanted sent in the window; 0 for a closed load
 * @param loopLag          how late timers fired
 * @param sendLag          how long after their scheduled time requests were sent; {@link Lag#NONE} for a closed load
 * @param scheduledLatency time from the scheduled start of a successful request to its answer; {@link
 *                         LatencyMillis#NONE} for a closed load. If the injector or the service stalls, this includes
 *                         the wait of requests that could not even be sent
 */
public record InjectorStatistics(
        double cpuShare,
        OptionalDouble machineCpuShare,
        double gcShare,
        double openFilesShare,
        int connections,
        long due,
        Lag loopLag,
        Lag sendLag,
        LatencyMillis scheduledLatency) {

    /** Share of the machine's CPU above which a process that needs CPU has to wait for it. */
    private static final double FULL_MACHINE = 0.9;

    /** If the injector used this share of what was used, or more, it is the injector that filled the machine. */
    private static final double MOSTLY_INJECTOR = 0.5;

    /** Returns whether the machine's CPU was used up, and mostly by the injector. */
    public boolean fillsMachine() {
        return isMachineFull() && usesMost();
    }

    /** Returns whether the machine's CPU was used up, and mostly by other work, or by the service if it runs there. */
    public boolean isMachineFilledByOthers() {
        return isMachineFull() && !usesMost();
    }

    private boolean isMachineFull() {
        return machineCpuShare.orElse(0) > FULL_MACHINE;
    }

    private boolean usesMost() {
        return cpuShare >= MOSTLY_INJECTOR * machineCpuShare.orElse(0);
    }

    static InjectorStatistics of(InjectorSample sample) {
        return new InjectorStatistics(
                sample.cpuShare(),
                sample.machineCpuShare(),
                sample.gcShare(),
                sample.openFilesShare(),
                sample.connections(),
                sample.due(),
                Lag.of(sample.loopLagMicros()),
                Lag.of(sample.sendLagMicros()),
                LatencyMillis.of(sample.scheduledLatencyMillis()));
    }
}
