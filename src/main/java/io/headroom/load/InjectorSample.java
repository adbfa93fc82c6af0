package io.headroom.load;

import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * What one injector noticed about itself during the measured window of one step: whether it, and not the service, was the
 * limit. Kept beside the log, which has no place for it.
 *
 * @param cpuShare       CPU that its process used, as a share of what the machine, or its container, has; 0 to 1
 * @param gcShare        share of the window in which the garbage collector worked, 0 to 1
 * @param openFilesShare open file descriptors, sockets among them, as a share of the most it may have, at the window's end
 * @param due            requests that the schedule wanted sent in the window; 0 of a closed load, which has no schedule
 * @param loopLagMicros  how late timers of 10 ms came, microseconds; a longer stall counts as often as a timer would have
 *                       come in it
 * @param sendLagMicros  how late after the schedule requests were sent, microseconds; empty of a closed load
 * @param scheduledLatencyMillis of successes, from when they were to be sent to the answer, milliseconds; empty of a closed load
 */
public record InjectorSample(
        double cpuShare,
        double gcShare,
        double openFilesShare,
        long due,
        Histogram loopLagMicros,
        Histogram sendLagMicros,
        Histogram scheduledLatencyMillis) {

    /** Significant digits of lags. */
    public static final int LAG_DIGITS = 2;

    /** Significant digits of latencies. */
    public static final int LATENCY_DIGITS = StepTotal.DIGITS;

    public InjectorSample {
        Objects.requireNonNull(loopLagMicros);
        Objects.requireNonNull(sendLagMicros);
        Objects.requireNonNull(scheduledLatencyMillis);
    }

    /** Both as if one had noticed it: requests and lags add up, of shares the larger one counts. */
    InjectorSample and(InjectorSample other) {
        return copy().andInPlace(other);
    }

    /** With histograms of its own. */
    InjectorSample copy() {
        return new InjectorSample(
                cpuShare,
                gcShare,
                openFilesShare,
                due,
                loopLagMicros.copy(),
                sendLagMicros.copy(),
                scheduledLatencyMillis.copy());
    }

    /** The same as {@link #and}, in the histograms of this one, which nobody else may hold: copies take most of the time. */
    InjectorSample andInPlace(InjectorSample other) {
        add(other.loopLagMicros, loopLagMicros);
        add(other.sendLagMicros, sendLagMicros);
        add(other.scheduledLatencyMillis, scheduledLatencyMillis);
        return new InjectorSample(
                Math.max(cpuShare, other.cpuShare),
                Math.max(gcShare, other.gcShare),
                Math.max(openFilesShare, other.openFilesShare),
                due + other.due,
                loopLagMicros,
                sendLagMicros,
                scheduledLatencyMillis);
    }

    private static void add(Histogram more, Histogram sum) {
        if (more.getTotalCount() > 0) {
            sum.add(more);
        }
    }
}
