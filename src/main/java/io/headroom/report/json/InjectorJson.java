package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.load.InjectorStatistics;
import io.headroom.report.Figures;

/** The load on the injectors themselves during a step, in {@code headroom.json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InjectorJson(
        double cpuShare,
        Double machineCpuShare,
        double gcShare,
        double openFilesShare,
        int connections,
        LagJson loopLagMillis,
        Long due,
        LagJson sendLagMillis,
        LatencyJson scheduledLatencyMillis) {

    static InjectorJson of(InjectorStatistics injector) {
        return new InjectorJson(
                Figures.rounded(injector.cpuShare()),
                injector.machineCpuShare().isPresent()
                        ? Figures.rounded(injector.machineCpuShare().getAsDouble())
                        : null,
                Figures.rounded(injector.gcShare()),
                Figures.rounded(injector.openFilesShare()),
                injector.connections(),
                LagJson.of(injector.loopLag()),
                injector.due() == 0 ? null : injector.due(),
                LagJson.of(injector.sendLag()),
                LatencyJson.of(injector.scheduledLatency()));
    }
}
