package io.headroom.html;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The data of a chart and of the table below it.
 *
 * @param id          id of its element in the page; letters and hyphens
 * @param heading     says what is drawn against what
 * @param summary     sums the figures up in one or two sentences
 * @param axes        names and units of the axes
 * @param shape       says how the rows are drawn
 * @param series      the lines; each is also a column of the table
 * @param annotations lines and bands across the chart
 * @param rows        the rows, ordered by x
 */
record Chart(
        String id,
        String heading,
        String summary,
        Axes axes,
        Shape shape,
        List<Series> series,
        List<Annotation> annotations,
        List<ChartRow> rows) {

    Chart {
        series = List.copyOf(series);
        annotations = List.copyOf(annotations);
        rows = List.copyOf(rows);
        for (ChartRow row : rows) {
            if (row.values().size() != series.size()) {
                throw new IllegalArgumentException(row + ": expected " + series.size() + " values");
            }
        }
    }

    /** The ways to draw the rows of a chart. */
    enum Shape {
        /** Draws points and joins them with straight lines. */
        LINES,
        /** Draws points only. */
        POINTS,
        /** Draws points only, on a scale that does not begin at 0, so that small differences can be seen. */
        SPREAD,
        /** Draws a horizontal line from each row to the next one, or to the end that the row itself gives. */
        STEPS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The axes, each with name and unit.
     *
     * @param right the second axis for y; empty if there is none
     */
    record Axes(String x, String left, Optional<String> right) {
        Axes(String x, String left) {
            this(x, left, Optional.empty());
        }
    }

    /**
     * A line of the chart, or its points.
     *
     * @param right whether the right axis is its scale
     */
    record Series(String label, SeriesStyle style, boolean right) {
        Series(String label, SeriesStyle style) {
            this(label, style, false);
        }
    }

    /**
     * A line or band across the chart, such as the capacity with its interval.
     *
     * @param vertical whether {@code from} and {@code to} are values of x; otherwise they are values of the left axis
     * @param from     where the band begins
     * @param to       where the band ends; the same for a line
     */
    record Annotation(String label, SeriesStyle style, boolean vertical, double from, double to) {}

    /**
     * A row of figures, which are rounded to two decimals so that chart and table show the same.
     *
     * @param values one for each series; empty if it was not measured
     */
    record ChartRow(double x, List<OptionalDouble> values) {
        ChartRow {
            x = rounded(x);
            values = values.stream()
                    .map(value -> value.isPresent() ? OptionalDouble.of(rounded(value.getAsDouble())) : value)
                    .toList();
        }

        /** Returns a row in which every value was measured. */
        static ChartRow of(double x, double... values) {
            return new ChartRow(
                    x, Arrays.stream(values).mapToObj(OptionalDouble::of).toList());
        }

        private static double rounded(double value) {
            return Math.round(value * 100) / 100.0;
        }
    }
}
