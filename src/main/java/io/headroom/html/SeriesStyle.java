package io.headroom.html;

import java.util.Locale;

/** How a line is drawn: its colour is the style sheet's, and its dashes tell it from others without any colour. */
enum SeriesStyle {
    ALL("8 4"),
    GOODPUT(""),
    REFUSED("2 3"),
    NOT_READY("10 3 2 3"),
    FAILED("1 6"),
    P50("", 5),
    P95("8 4", 7),
    P99("2 3", 10),
    CALLERS(""),
    RATE("8 4"),
    CPU(""),
    GC("8 4"),
    FILES("10 3 2 3"),
    LAG("2 3"),
    CAPACITY("14 4"),
    SATURATION("14 4"),
    TARGET("5 5"),
    SAFE("2 4"),
    BAND(""),
    FIRST("", 8),
    SECOND("8 4", 8),
    THIRD("2 3", 11),
    FOURTH("10 3 2 3", 14),
    /** Crosses: estimates that prove nothing. */
    UNPROVEN("", 9),
    /** Not a line, but where the lines between it and {@link #HIGH} start. */
    LOW(""),
    HIGH(""),
    /** Not a line, but where the lines of a row end. */
    UNTIL("");

    private final String dashes;
    private final int dot;

    SeriesStyle(String dashes) {
        this(dashes, 6);
    }

    SeriesStyle(String dashes, int dot) {
        this.dashes = dashes;
        this.dot = dot;
    }

    /** Lengths of dashes and gaps, pixels; empty for a whole line. */
    String dashes() {
        return dashes;
    }

    /** Diameter of its points, pixels; those of a whole line are filled. */
    int dot() {
        return dot;
    }

    /** The name of its colour, e.g. {@code not-ready}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
