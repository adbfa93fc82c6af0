package io.headroom.report.text;

import io.headroom.gate.Baseline;
import io.headroom.gate.Baseline.Interval;
import io.headroom.report.ComparisonReport;
import io.headroom.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a comparison of two runs as lines of text. */
public final class ComparisonText {

    private ComparisonText() {}

    /** Returns a line for each change, followed by indented lines with the figures that it is computed from. */
    public static List<String> lines(ComparisonReport comparison) {
        Baseline before = comparison.before();
        Baseline after = comparison.after();
        List<String> lines = new ArrayList<>();
        lines.add("Capacity: " + comparison.capacity().description());
        lines.add("  before  " + description(before.capacity(), "req/s", 1) + "  " + before.run());
        lines.add("  after   " + description(after.capacity(), "req/s", 1) + "  " + after.run());
        lines.add("  the smallest change that this pair of runs can tell from none: "
                + Figures.percent(comparison.capacity().smallestVisible()));
        comparison.targetP95().ifPresent(p95 -> {
            lines.add("p95 at the target: " + p95.change().description());
            lines.add("  before  " + description(p95.before(), "ms", 0));
            lines.add("  after   " + description(p95.after(), "ms", 0));
        });
        addDifference("Measured", before.workload().endpoint(), after.workload().endpoint(), lines);
        addDifference("Headroom", before.headroom(), after.headroom(), lines);
        return lines;
    }

    private static void addDifference(String name, String before, String after, List<String> lines) {
        if (!before.equals(after)) {
            lines.add(name + ": before " + before + "; after " + after);
        }
    }

    private static String description(Interval interval, String unit, int digits) {
        String figure = "%." + digits + "f";
        return String.format(
                Locale.ROOT,
                figure + " %s (95 %% confidence: " + figure + " to " + figure + ")",
                interval.value(),
                unit,
                interval.low(),
                interval.high());
    }
}
