package io.headroom.saturation;

import io.headroom.load.Load;
import io.headroom.load.Purpose;
import java.util.Optional;
import java.util.function.Function;

/**
 * The next action of a search: another step, or its end.
 *
 * @param <R> type of the search's result
 */
public sealed interface Decision<R> {

    /** Returns the value of the function for this kind of decision. */
    <T> T match(Function<Offer<R>, T> offer, Function<Ended<R>, T> ended);

    /** Returns the result, if the search is over. */
    default Optional<R> asResult() {
        return match(offer -> Optional.empty(), ended -> Optional.of(ended.result()));
    }

    /**
     * The search offers one more step.
     *
     * @param round   round that the step belongs to, from 1; 0 if the search knows only one round
     * @param purpose why the step is run
     * @param load    the load to offer
     * @param timing  the timing that the search needs; empty if any timing that fits the latency will do
     */
    record Offer<R>(int round, Purpose purpose, Load load, Optional<Timing> timing) implements Decision<R> {
        @Override
        public <T> T match(Function<Offer<R>, T> offer, Function<Ended<R>, T> ended) {
            return offer.apply(this);
        }
    }

    /** The search, or its round, is over. */
    record Ended<R>(R result) implements Decision<R> {
        @Override
        public <T> T match(Function<Offer<R>, T> offer, Function<Ended<R>, T> ended) {
            return ended.apply(this);
        }
    }
}
