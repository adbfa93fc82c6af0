package io.headroom.load;

/**
 * What the injectors of a step noticed about themselves. Shares are those of the injector that was worst off.
 *
 * @param cpuShare         CPU used, as a share of what there is, 0 to 1
 * @param gcShare          share of the window in which the garbage collector worked, 0 to 1
 * @param openFilesShare   open file descriptors as a share of the most there may be, 0 to 1
 * @param due              requests that the schedule wanted sent in the window; 0 of a closed load
 * @param loopLag          how late timers came
 * @param sendLag          how late requests were sent; {@link Lag#NONE} of a closed load
 * @param scheduledLatency of successes, from when they were to be sent; {@link LatencyMillis#NONE} of a closed load. Where the
 *                         injector or the service stalls, this counts the wait of requests that could not even be sent
 */
public record InjectorStatistics(
        double cpuShare,
        double gcShare,
        double openFilesShare,
        long due,
        Lag loopLag,
        Lag sendLag,
        LatencyMillis scheduledLatency) {

    static InjectorStatistics of(InjectorSample sample) {
        return new InjectorStatistics(
                sample.cpuShare(),
                sample.gcShare(),
                sample.openFilesShare(),
                sample.due(),
                Lag.of(sample.loopLagMicros()),
                Lag.of(sample.sendLagMicros()),
                LatencyMillis.of(sample.scheduledLatencyMillis()));
    }
}
