package io.headroom.report.json;

import io.headroom.report.Figures;
import io.headroom.verdict.FullMachine;

/** In {@code headroom.json}: the CPU of the injector's machine was used up, and not by the injector. */
public record FullMachineJson(int steps, double machineCpuShare, double injectorCpuShare, String description) {

    static FullMachineJson of(FullMachine full) {
        return new FullMachineJson(
                full.steps(),
                Figures.rounded(full.machineShare()),
                Figures.rounded(full.injectorShare()),
                full.description());
    }
}
