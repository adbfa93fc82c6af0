package io.headroom.saturation;

/**
 * A change of the capacity during its measurement that noise does not explain. There is no average capacity then.
 *
 * <p>{@link ChangeDetection} finds it.
 *
 * @param beforePerSecond goodput before the change, in successes per second
 * @param afterPerSecond  goodput after the change, in successes per second
 * @param atMillis        start of the first step after the change, in milliseconds after the start of the run
 * @param measured        number of goodputs before and after the change
 * @param measuredAfter   number of goodputs after the change
 */
public record CapacityShift(
        double beforePerSecond, double afterPerSecond, long atMillis, int measured, int measuredAfter) {

    /**
     * Returns whether no more has to be measured to tell what the capacity is now: there are enough goodputs for the
     * noise to be known, and two or more of them after the change.
     */
    public boolean isSettled() {
        return measured >= ChangeDetection.FEW && measuredAfter >= 2;
    }

    /** Returns whether the capacity changed after this round had found its boundary. */
    public boolean isAfter(RoundResult round) {
        return round.asBoundary()
                .filter(found -> found.boundary().windowStartMillis() < atMillis)
                .isPresent();
    }

    /** Returns the same change with other figures for the capacity before and after it, in successes per second. */
    public CapacityShift from(double before, double after) {
        return new CapacityShift(before, after, atMillis, measured, measuredAfter);
    }
}
