package io.headroom.saturation;

import io.headroom.load.Load;
import io.headroom.load.Purpose;
import java.util.Optional;

/**
 * What a search does next.
 *
 * @param <R> what it ends with
 */
public sealed interface Decision<R> {

    /**
     * One more step.
     *
     * @param round  that it belongs to, from 1; 0 where the search knows one round only
     * @param timing where the search needs a certain one; nothing where any that fits the latency will do
     */
    record Offer<R>(int round, Purpose purpose, Load load, Optional<Timing> timing) implements Decision<R> {}

    /** The search, or its round, is over. */
    record Ended<R>(R result) implements Decision<R> {}
}
