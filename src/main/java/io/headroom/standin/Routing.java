package io.headroom.standin;

import java.util.Locale;

/** How the router in front of the pods chooses one. */
public enum Routing {
    /** The pod with the fewest requests in it. */
    LEAST_BUSY,
    /** Each in turn. */
    ROUND_ROBIN,
    /** Any, at random. */
    RANDOM;

    /** The name used in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
