package io.headroom.report.json;

import io.headroom.report.Figures;
import io.headroom.verdict.Findings;
import io.headroom.verdict.FullMachine;
import java.util.Optional;

/** In {@code headroom.json}: the CPU of the injector's machine was used up, and not by the injector. */
public record FullMachineJson(int steps, double machineCpuShare, double injectorCpuShare, String description) {

    /** Returns it for a run in which that happened. */
    static Optional<FullMachineJson> of(Findings findings) {
        return FullMachine.of(findings).map(FullMachineJson::of);
    }

    private static FullMachineJson of(FullMachine full) {
        return new FullMachineJson(
                full.steps(),
                Figures.rounded(full.machineShare()),
                Figures.rounded(full.injectorShare()),
                full.description());
    }
}
