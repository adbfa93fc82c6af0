package io.headroom.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.load.InjectorStatistics;

/** What the injectors noticed about themselves during a step, in {@code headroom.json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InjectorPart(
        double cpuShare,
        double gcShare,
        double openFilesShare,
        LagPart loopLagMillis,
        Long due,
        LagPart sendLagMillis,
        LatencyPart scheduledLatencyMillis) {

    static InjectorPart of(InjectorStatistics injector) {
        return new InjectorPart(
                Figures.rounded(injector.cpuShare()),
                Figures.rounded(injector.gcShare()),
                Figures.rounded(injector.openFilesShare()),
                LagPart.of(injector.loopLag()),
                injector.due() == 0 ? null : injector.due(),
                LagPart.of(injector.sendLag()),
                LatencyPart.of(injector.scheduledLatency()));
    }
}
