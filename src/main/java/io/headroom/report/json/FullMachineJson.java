package io.headroom.report.json;

import io.headroom.report.Figures;
import io.headroom.verdict.Findings;
import io.headroom.verdict.FullMachine;

/** In {@code headroom.json}: the CPU of the injector's machine was used up, and not by the injector. */
public record FullMachineJson(int steps, double machineCpuShare, double injectorCpuShare, String description) {

    /** Returns the finding; null if the machine had CPU left. */
    static FullMachineJson of(Findings findings) {
        return FullMachine.of(findings)
                .map(full -> new FullMachineJson(
                        full.steps(),
                        Figures.rounded(full.machineShare()),
                        Figures.rounded(full.injectorShare()),
                        full.description()))
                .orElse(null);
    }
}
