package io.headroom.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The spacing of open-loop arrivals in time. */
public enum Spacing {
    /** At random, as independent callers arrive. */
    POISSON,
    /** Evenly. */
    CONSTANT;

    /** Returns the name used in settings and step labels. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the spacing of that name; empty if there is none. */
    public static Optional<Spacing> ofWord(String word) {
        return Arrays.stream(values())
                .filter(spacing -> spacing.word().equals(word))
                .findFirst();
    }
}
