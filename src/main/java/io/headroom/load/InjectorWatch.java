package io.headroom.load;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Accumulates an {@link InjectorSample} while a step runs. Times are in nanoseconds on one clock. Not safe for use by
 * several threads.
 */
public final class InjectorWatch {

    private final long tickNanos;
    private final Histogram loopLagMicros = new Histogram(InjectorSample.LAG_DIGITS);
    private final Histogram sendLagMicros = new Histogram(InjectorSample.LAG_DIGITS);
    private final Histogram scheduledLatencyMillis = new Histogram(InjectorSample.LATENCY_DIGITS);
    private long lastTickNanos;
    private boolean ticks;

    /** @param tickNanos length of the timer whose lateness shows the lag */
    public InjectorWatch(long tickNanos) {
        this.tickNanos = tickNanos;
    }

    /** Called when the first timer is set; the next {@link #tick} is expected when it fires. */
    public void startTicking(long nowNanos) {
        lastTickNanos = nowNanos;
        ticks = true;
    }

    /**
     * Called when the timer has fired and is set again. A stall counts as often as a timer would have fired during it.
     */
    public void tick(long nowNanos) {
        if (ticks) {
            long lateNanos = Math.max(0, nowNanos - lastTickNanos - tickNanos);
            loopLagMicros.recordValueWithExpectedInterval(
                    TimeUnit.NANOSECONDS.toMicros(lateNanos), TimeUnit.NANOSECONDS.toMicros(tickNanos));
        }
        lastTickNanos = nowNanos;
    }

    /**
     * Records a request of a schedule that was answered.
     *
     * @param lateNanos     time from the scheduled to the actual start; a negative time counts as 0
     * @param latencyMillis time from the actual start to the answer
     */
    public void answered(long lateNanos, long latencyMillis, Outcome outcome) {
        long late = Math.max(0, lateNanos);
        sendLagMicros.recordValue(TimeUnit.NANOSECONDS.toMicros(late));
        if (outcome == Outcome.OK) {
            scheduledLatencyMillis.recordValue(Math.max(
                    0, latencyMillis + Math.round(late / (double) TimeUnit.MILLISECONDS.toNanos(1))));
        }
    }

    /**
     * Returns everything recorded so far as a sample; see {@link InjectorSample} for what is not recorded here.
     *
     * @param due requests that the schedule wanted sent in the window
     */
    public InjectorSample sample(
            double cpuShare,
            OptionalDouble machineCpuShare,
            double gcShare,
            double openFilesShare,
            int connections,
            long due) {
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
}
