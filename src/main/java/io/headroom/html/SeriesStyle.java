package io.headroom.html;

import java.util.EnumSet;
import java.util.Locale;

/**
 * The style of a line or of points. The style sheet has the colour of each style. Dashes and sizes tell lines and points apart without
 * colour.
 */
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
    LOAD("10 3 2 3"),
    CPU(""),
    GC("8 4"),
    FILES("10 3 2 3"),
    LAG("2 3"),
    CAPACITY("14 4"),
    BEFORE("2 6"),
    SATURATION("14 4"),
    TARGET("5 5"),
    SAFE("2 4"),
    LIMIT("9 3 2 3"),
    BAND(""),
    FIRST("", 8),
    SECOND("8 4", 8),
    THIRD("2 3", 11),
    FOURTH("10 3 2 3", 14),
    /** Draws crosses, for estimates that are not proven. */
    UNPROVEN("", 9),
    /** Draws hollow points, for capacities that are known to be at least that. */
    AT_LEAST("2 3", 11),
    /** Draws no line of its own, but the lower end of a bar to {@link #MOST}: the range of what was measured for the series before it. */
    LEAST(""),
    /** Draws no line of its own, but the upper end of a bar that begins at {@link #LEAST}. */
    MOST(""),
    /** Draws no line of its own, but the lower end of an error bar that ends at {@link #HIGH}. */
    LOW(""),
    /** Draws no line of its own, but the upper end of an error bar that begins at {@link #LOW}. */
    HIGH(""),
    /** Draws no line of its own, but says where the lines of a row end. */
    UNTIL("");

    private final String dashes;
    private final int pointSize;

    SeriesStyle(String dashes) {
        this(dashes, 6);
    }

    SeriesStyle(String dashes, int pointSize) {
        this.dashes = dashes;
        this.pointSize = pointSize;
    }

    /** Returns the lengths of dashes and gaps, in pixels; empty for a solid line. */
    String dashes() {
        return dashes;
    }

    /** Returns the diameter of the points, in pixels. The points of a solid line are filled. */
    int pointSize() {
        return pointSize;
    }

    /** Returns whether the legend explains the style: it does not where the values are ends of bars or lines of other series. */
    boolean isOfItsOwn() {
        return !EnumSet.of(UNTIL, LEAST, MOST, LOW, HIGH).contains(this);
    }

    /** Returns the name of the style in the style sheet, such as {@code not-ready}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
