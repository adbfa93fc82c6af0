package io.headroom.report.text;

import io.headroom.load.LatencyMillis;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.verdict.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A row in the verdict's table of latencies.
 *
 * @param name    name of the load, e.g. {@code at the target}
 * @param latency latency of the successes
 * @param goodput successes per second; empty if the verdict says this elsewhere
 */
public record NamedLatency(String name, LatencyMillis latency, Optional<Double> goodput) {

    /** Returns the rows for the target and for saturation, or a row for each step of fine tuning. */
    public static List<NamedLatency> of(Findings findings) {
        List<Findings.JudgedStep> compared = findings.comparedSteps();
        return compared.isEmpty() ? ofTargetAndSaturation(findings) : ofSteps(compared);
    }

    private static List<NamedLatency> ofSteps(List<Findings.JudgedStep> steps) {
        return steps.stream()
                .map(Findings.JudgedStep::statistics)
                .map(step -> new NamedLatency(
                        step.offered().description(), step.latency(), Optional.of(step.goodputPerSecond())))
                .toList();
    }

    private static List<NamedLatency> ofTargetAndSaturation(Findings findings) {
        List<NamedLatency> rows = new ArrayList<>();
        findings.targetStep().ifPresent(step -> rows.add(of("at the target", step)));
        findings.atSaturation().ifPresent(step -> {
            boolean overload = step.step().purpose() == Purpose.PLATEAU;
            rows.add(of(overload ? "under overload" : "at saturation", step));
        });
        return rows;
    }

    private static NamedLatency of(String name, StepStatistics step) {
        return new NamedLatency(name, step.latency(), Optional.empty());
    }

    /** Returns the table as lines for the console, with a heading; empty if there are no rows. */
    static List<String> lines(List<NamedLatency> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        boolean tuning = rows.get(0).goodput().isPresent();
        List<String> lines = new ArrayList<>();
        lines.add((tuning ? "Latency of successes                 " : "Latency of successes")
                + "    p50       p95       p99");
        rows.forEach(row -> lines.add(row.line(tuning ? 35 : 18)));
        return lines;
    }

    private String line(int width) {
        return String.format(
                        Locale.ROOT,
                        "  %-" + width + "s %5d ms  %5d ms  %5d ms",
                        name,
                        latency.p50(),
                        latency.p95(),
                        latency.p99())
                + goodput.map(perSecond -> "  " + Figures.rate(perSecond)).orElse("");
    }
}
