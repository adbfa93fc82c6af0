package io.headroom.html;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a chart draws, and its table holds.
 *
 * @param id      of its place in the page; letters and hyphens
 * @param heading what is drawn against what
 * @param summary its figures in one or two sentences
 * @param axes    names and units
 * @param shape   how rows are joined
 * @param series  a line, and a column of the table, each
 * @param marks   lines and bands that are the same for all rows
 * @param rows    by x, smallest first
 */
record Chart(
        String id,
        String heading,
        String summary,
        Axes axes,
        Shape shape,
        List<Series> series,
        List<Mark> marks,
        List<ChartRow> rows) {

    Chart {
        series = List.copyOf(series);
        marks = List.copyOf(marks);
        rows = List.copyOf(rows);
        for (ChartRow row : rows) {
            if (row.values().size() != series.size()) {
                throw new IllegalArgumentException(row + " has not " + series.size() + " values");
            }
        }
    }

    /** How rows are joined. */
    enum Shape {
        /** Points with a line through them. */
        LINES,
        /** Points alone. */
        POINTS,
        /** Points alone, on a scale that shows how they differ. */
        SPREAD,
        /** A line that stays until the next row, or until where its row says. */
        STEPS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Names of the axes with their units.
     *
     * @param right of the second one for y, where there is one
     */
    record Axes(String x, String left, Optional<String> right) {
        Axes(String x, String left) {
            this(x, left, Optional.empty());
        }
    }

    /**
     * One line.
     *
     * @param right whether it is measured by the axis on the right
     */
    record Series(String label, SeriesStyle ink, boolean right) {
        Series(String label, SeriesStyle ink) {
            this(label, ink, false);
        }
    }

    /** A line at one value, or a band from one to another, across the chart. */
    record Mark(String label, SeriesStyle ink, boolean vertical, double from, double to) {}

    /** One row; nothing where something was not measured. Rounded to two decimals: chart and table are to show the same. */
    record ChartRow(double x, List<OptionalDouble> values) {
        ChartRow {
            x = rounded(x);
            values = values.stream()
                    .map(value -> value.isPresent() ? OptionalDouble.of(rounded(value.getAsDouble())) : value)
                    .toList();
        }

        /** Of values that are all there. */
        static ChartRow of(double x, double... values) {
            return new ChartRow(
                    x, Arrays.stream(values).mapToObj(OptionalDouble::of).toList());
        }

        private static double rounded(double value) {
            return Math.round(value * 100) / 100.0;
        }
    }
}
