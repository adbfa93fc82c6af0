package io.headroom.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How open-loop arrivals are spaced in time. */
public enum Spacing {
    /** As independent callers arrive: at random. */
    POISSON,
    /** Evenly. */
    CONSTANT;

    /** The name used in settings and step labels. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The spacing of that name, if there is one. */
    public static Optional<Spacing> ofWord(String word) {
        return Arrays.stream(values())
                .filter(spacing -> spacing.word().equals(word))
                .findFirst();
    }
}
