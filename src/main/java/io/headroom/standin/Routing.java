package io.headroom.standin;

import java.util.Locale;

/** Ways in which the router in front of the pods chooses one. */
public enum Routing {
    /** The pod with the fewest requests in it. */
    LEAST_BUSY,
    /** Each pod in turn. */
    ROUND_ROBIN,
    /** A pod at random. */
    RANDOM,
    /**
     * The pod that has a free place first: all requests wait in one queue before the pods, as connections wait in the backlog of a
     * server for the first of its workers that is free.
     */
    SHARED_QUEUE;

    /** Returns the name used in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
