package io.headroom.saturation;

/**
 * What a service sustains, if that is not what it serves under overload.
 *
 * @param estimate      highest rate of arrivals that the service takes, with its interval
 * @param underOverload what it serves while much more is offered
 * @param difference    why the two differ
 */
public record Sustained(CapacityEstimate estimate, CapacityEstimate underOverload, Difference difference) {

    /** Why a service sustains another rate than it serves under overload. */
    public enum Difference {
        /** Overload costs the service capacity: it serves less while it refuses. */
        GOODPUT_FALLS,
        /** A part of the service, such as one slow pod, is full, and refuses its share while the rest could take more. */
        PART_IS_FULL
    }
}
