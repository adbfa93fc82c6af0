package io.headroom.saturation;

import io.headroom.load.Load;
import io.headroom.load.Purpose;
import java.util.Optional;

/**
 * The next action of a search: another step, or its end.
 *
 * @param <R> type of the search's result
 */
public sealed interface Decision<R> {

    /**
     * The search offers one more step.
     *
     * @param round   round that the step belongs to, from 1; 0 if the search knows only one round
     * @param purpose why the step is run
     * @param load    the load to offer
     * @param timing  the timing that the search needs; empty if any timing that fits the latency will do
     */
    record Offer<R>(int round, Purpose purpose, Load load, Optional<Timing> timing) implements Decision<R> {}

    /** The search, or its round, is over. */
    record Ended<R>(R result) implements Decision<R> {}
}
