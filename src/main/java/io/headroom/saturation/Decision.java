package io.headroom.saturation;

import io.headroom.load.Load;
import io.headroom.load.Purpose;

/** What a round does next. */
public sealed interface Decision {

    /** One more step. */
    record Offer(Purpose purpose, Load load) implements Decision {}

    /** The round is over. */
    record Ended(RoundResult result) implements Decision {}
}
