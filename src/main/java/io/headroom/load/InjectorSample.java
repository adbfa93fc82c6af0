package io.headroom.load;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/**
 * Observations that one injector made about itself during the measured window of one step. They show whether the
 * injector, and not the service, was the limit. They are kept beside the log, which has no place for them.
 *
 * @param cpuShare               CPU used by the injector's process, as a share (0 to 1) of the CPU of its machine or
 *                               container
 * @param machineCpuShare        CPU used by all processes, as a share (0 to 1) of the CPUs that the injector may run on;
 *                               empty where the system does not tell
 * @param gcShare                share of the window, 0 to 1, in which the garbage collector worked
 * @param openFilesShare         open file descriptors, including sockets, at the end of the window, as a share of the
 *                               limit
 * @param connections            connections to the service that were open at the end of the window
 * @param due                    requests that the schedule wanted sent in the window; 0 for a closed load, which has no
 *                               schedule
 * @param loopLagMicros          how late timers of 10 ms fired, in microseconds; a longer stall counts as often as a
 *                               timer would have fired during it
 * @param sendLagMicros          how long after their scheduled time requests were sent, in microseconds; empty for a
 *                               closed load
 * @param scheduledLatencyMillis time from the scheduled start of a successful request to its answer, in milliseconds;
 *                               empty for a closed load
 */
public record InjectorSample(
        double cpuShare,
        OptionalDouble machineCpuShare,
        double gcShare,
        double openFilesShare,
        int connections,
        long due,
        Histogram loopLagMicros,
        Histogram sendLagMicros,
        Histogram scheduledLatencyMillis) {

    /** Significant digits of recorded lags. */
    public static final int LAG_DIGITS = 2;

    /** Significant digits of recorded latencies. */
    public static final int LATENCY_DIGITS = StepTotal.DIGITS;

    public InjectorSample {
        Objects.requireNonNull(loopLagMicros);
        Objects.requireNonNull(sendLagMicros);
        Objects.requireNonNull(scheduledLatencyMillis);
    }

    /** Returns a copy with histograms of its own. */
    InjectorSample copy() {
        return new InjectorSample(
                cpuShare,
                machineCpuShare,
                gcShare,
                openFilesShare,
                connections,
                due,
                loopLagMicros.copy(),
                sendLagMicros.copy(),
                scheduledLatencyMillis.copy());
    }

    /**
     * Returns the sample of two injectors together: requests, connections and lags add up; of each share, the larger one
     * counts. Adds
     * to the histograms of this sample, which must not be shared: copying them takes most of the time.
     */
    InjectorSample andInPlace(InjectorSample other) {
        add(other.loopLagMicros, loopLagMicros);
        add(other.sendLagMicros, sendLagMicros);
        add(other.scheduledLatencyMillis, scheduledLatencyMillis);
        return new InjectorSample(
                Math.max(cpuShare, other.cpuShare),
                larger(machineCpuShare, other.machineCpuShare),
                Math.max(gcShare, other.gcShare),
                Math.max(openFilesShare, other.openFilesShare),
                connections + other.connections,
                due + other.due,
                loopLagMicros,
                sendLagMicros,
                scheduledLatencyMillis);
    }

    private static OptionalDouble larger(OptionalDouble one, OptionalDouble other) {
        return DoubleStream.concat(one.stream(), other.stream()).max();
    }

    private static void add(Histogram more, Histogram sum) {
        if (more.getTotalCount() > 0) {
            sum.add(more);
        }
    }
}
