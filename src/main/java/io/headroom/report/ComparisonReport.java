package io.headroom.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.gate.Baseline;
import io.headroom.gate.Baseline.Interval;
import io.headroom.gate.Comparison;
import io.headroom.run.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two runs beside each other.
 *
 * @param before    the earlier one
 * @param after     the later one
 * @param capacity  how much it changed
 * @param targetP95 how much it changed; nothing where one of them did not measure it
 */
public record ComparisonReport(Baseline before, Baseline after, Comparison capacity, Optional<Comparison> targetP95) {

    /** Compares what two runs measured. */
    public static ComparisonReport of(Baseline before, Baseline after) {
        return new ComparisonReport(
                before,
                after,
                Comparison.of(before.capacity().known(), after.capacity().known()),
                before.targetP95() != null && after.targetP95() != null
                        ? Optional.of(Comparison.of(
                                before.targetP95().known(), after.targetP95().known()))
                        : Optional.empty());
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Capacity: " + capacity.description());
        lines.add("  before  " + description(before.capacity(), "req/s", 1) + "  " + before.run());
        lines.add("  after   " + description(after.capacity(), "req/s", 1) + "  " + after.run());
        lines.add("  the smallest change that this pair of runs can tell from none: "
                + Figures.percent(capacity.smallestVisible()));
        targetP95.ifPresent(change -> {
            lines.add("p95 at the target: " + change.description());
            lines.add("  before  " + description(before.targetP95(), "ms", 0));
            lines.add("  after   " + description(after.targetP95(), "ms", 0));
        });
        if (!before.workload().endpoint().equals(after.workload().endpoint())) {
            lines.add("Measured: before " + before.workload().endpoint() + "; after "
                    + after.workload().endpoint());
        }
        if (!before.headroom().equals(after.headroom())) {
            lines.add("Headroom: before " + before.headroom() + "; after " + after.headroom());
        }
        return lines;
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

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Document(String schema, Baseline before, Baseline after, Change capacity, Change targetP95) {}

    private record Change(
            double changeShare, double lowShare, double highShare, boolean real, double smallestVisibleShare) {
        static Change of(Comparison comparison) {
            return new Change(
                    Figures.rounded(comparison.change()),
                    Figures.rounded(comparison.low()),
                    Figures.rounded(comparison.high()),
                    comparison.isReal(),
                    Figures.rounded(comparison.smallestVisible()));
        }
    }

    /** For programs. */
    public byte[] json() {
        return Json.bytes(new Document(
                "headroom-comparison/1",
                before,
                after,
                Change.of(capacity),
                targetP95.map(Change::of).orElse(null)));
    }
}
