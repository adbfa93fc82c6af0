package io.headroom.report.json;

import io.headroom.report.Figures;
import io.headroom.saturation.CapacityShift;

/** The capacity before and after it changed, in the {@code headroom.json} of a run whose capacity moved. */
record CapacityShiftJson(double beforePerSecond, double afterPerSecond, double atSeconds) {

    private static final double MILLIS_PER_SECOND = 1000;

    static CapacityShiftJson of(CapacityShift shift) {
        return new CapacityShiftJson(
                Figures.rounded(shift.beforePerSecond()),
                Figures.rounded(shift.afterPerSecond()),
                shift.atMillis() / MILLIS_PER_SECOND);
    }
}
