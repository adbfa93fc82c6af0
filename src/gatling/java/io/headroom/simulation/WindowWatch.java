package io.headroom.simulation;

import io.headroom.load.InjectorSample;
import io.headroom.load.InjectorWatch;
import io.headroom.load.Outcome;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Observes the injector during the measured window of a step. The conductor starts, ticks and ends it; any thread may call {@link
 * #answered}.
 */
final class WindowWatch {

    private final InjectorWatch watch;
    private InjectorMeter meter;
    private double cpuShare;
    private OptionalDouble machineCpuShare = OptionalDouble.empty();
    private double gcShare;
    private double openFilesShare;
    private int openConnections;

    /** @param tick how long the conductor sleeps while it measures */
    WindowWatch(Duration tick) {
        watch = new InjectorWatch(tick.toNanos());
    }

    void start(long nowNanos) {
        meter = new InjectorMeter();
        watch.startTicking(nowNanos);
    }

    /** @param connections number of connections that are open */
    void tick(long nowNanos, int connections) {
        watch.tick(nowNanos);
        openConnections = connections;
    }

    /**
     * Records the answer to an arrival.
     *
     * @param lateNanos how much later than scheduled it was sent
     */
    void answered(long lateNanos, long latencyMillis, Outcome outcome) {
        synchronized (watch) {
            watch.answered(lateNanos, latencyMillis, outcome);
        }
    }

    void end() {
        cpuShare = meter.cpuShare();
        machineCpuShare = meter.machineCpuShare();
        gcShare = meter.gcShare();
        openFilesShare = InjectorMeter.openFilesShare();
    }

    /**
     * Returns what the injector noticed about itself, when the window has ended.
     *
     * @param due number of arrivals that were due in it
     */
    InjectorSample sample(long due) {
        synchronized (watch) {
            return watch.sample(cpuShare, machineCpuShare, gcShare, openFilesShare, openConnections, due);
        }
    }
}
