package io.headroom.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Accumulates an {@link InjectorSample} while a step runs. Times are nanoseconds on one clock. Not safe for several threads. */
public final class InjectorWatch {

    private final long tickNanos;
    private final Histogram loopLagMicros = new Histogram(InjectorSample.LAG_DIGITS);
    private final Histogram sendLagMicros = new Histogram(InjectorSample.LAG_DIGITS);
    private final Histogram scheduledLatencyMillis = new Histogram(InjectorSample.LATENCY_DIGITS);
    private long lastTickNanos;
    private boolean ticks;

    /** @param tickNanos length of the timer whose lateness tells the lag */
    public InjectorWatch(long tickNanos) {
        this.tickNanos = tickNanos;
    }

    /** A timer was set now; the next {@link #tick} is to come when it has run off. */
    public void startTicking(long nowNanos) {
        lastTickNanos = nowNanos;
        ticks = true;
    }

    /** The timer ran off now, and is set again. A stall counts as often as a timer would have come in it. */
    public void tick(long nowNanos) {
        if (ticks) {
            long lateNanos = Math.max(0, nowNanos - lastTickNanos - tickNanos);
            loopLagMicros.recordValueWithExpectedInterval(
                    TimeUnit.NANOSECONDS.toMicros(lateNanos), TimeUnit.NANOSECONDS.toMicros(tickNanos));
        }
        lastTickNanos = nowNanos;
    }

    /**
     * A request with a schedule was answered.
     *
     * @param lateNanos     how late after the schedule it was sent; less than 0 counts as 0
     * @param latencyMillis from when it was sent
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
     * What was noticed.
     *
     * @param due requests that the schedule wanted sent in the window
     */
    public InjectorSample sample(double cpuShare, double gcShare, double openFilesShare, long due) {
        return new InjectorSample(
                cpuShare,
                gcShare,
                openFilesShare,
                due,
                loopLagMicros.copy(),
                sendLagMicros.copy(),
                scheduledLatencyMillis.copy());
    }
}
