package io.headroom.standin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /** The routing of that name, if there is one. */
    public static Optional<Routing> ofWord(String word) {
        return Arrays.stream(values())
                .filter(routing -> routing.word().equals(word))
                .findFirst();
    }

    @Override
    public String toString() {
        return word();
    }
}
