package io.headroom.html;

import io.headroom.report.Figures;
import io.headroom.report.text.LimitText;
import io.headroom.saturation.CapacityShift;
import io.headroom.saturation.UnderLimit;
import io.headroom.sizing.TargetCheck;
import io.headroom.verdict.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates the lines and bands across charts: the capacity with its interval, the target or safe rate, and the callers at saturation. */
final class ChartAnnotations {

    private ChartAnnotations() {}

    /**
     * Returns the annotations at rates, in requests per second.
     *
     * @param vertical whether the chart shows rates from left to right
     */
    static List<Chart.Annotation> ofRates(Findings findings, boolean vertical) {
        if (findings.shift().isPresent()) {
            CapacityShift shift = findings.shift().get();
            return List.of(
                    line("capacity now", SeriesStyle.CAPACITY, vertical, shift.afterPerSecond()),
                    line("capacity before", SeriesStyle.BEFORE, vertical, shift.beforePerSecond()));
        }
        List<Chart.Annotation> annotations = new ArrayList<>();
        findings.interval()
                .ifPresent(interval -> annotations.add(new Chart.Annotation(
                        Figures.confidence(interval.lowPerSecond(), interval.highPerSecond()),
                        SeriesStyle.BAND,
                        vertical,
                        interval.lowPerSecond(),
                        interval.highPerSecond())));
        findings.capacityPerSecond()
                .ifPresent(capacity -> annotations.add(line("capacity", SeriesStyle.CAPACITY, vertical, capacity)));
        underLimit(findings)
                .ifPresent(rate -> annotations.add(line("under the limit", SeriesStyle.LIMIT, vertical, rate)));
        findings.target()
                .ifPresent(target -> annotations.add(line(
                        "target, " + Figures.wholePercent(target.fraction()) + " of " + LimitText.base(findings),
                        SeriesStyle.TARGET,
                        vertical,
                        target.offeredPerSecond())));
        findings.targetCheck()
                .flatMap(TargetCheck::safe)
                .ifPresent(safe -> annotations.add(line("safe rate", SeriesStyle.SAFE, vertical, safe.perSecond())));
        return annotations;
    }

    /** Returns the capacity under the limit; empty if it is not known, or nothing less than the capacity. */
    private static Optional<Double> underLimit(Findings findings) {
        return findings.limit().filter(found -> findings.isTargetOfLimit()).flatMap(UnderLimit::result).stream()
                .flatMap(result -> result.kept().stream().boxed())
                .findFirst();
    }

    /** Returns the line at the latency of the limit, from left to right; empty if no limit has a latency. */
    static List<Chart.Annotation> ofLatency(Findings findings) {
        return LimitText.latency(findings)
                .map(limit -> new Chart.Annotation(
                        "limit: " + limit.description(),
                        SeriesStyle.LIMIT,
                        false,
                        limit.latencyMillis().orElseThrow(),
                        limit.latencyMillis().orElseThrow()))
                .stream()
                .toList();
    }

    private static Chart.Annotation line(String name, SeriesStyle style, boolean vertical, double perSecond) {
        return new Chart.Annotation(name + ": " + Figures.rate(perSecond), style, vertical, perSecond, perSecond);
    }

    /** Returns the annotation at the most callers that the service takes; empty in a run whose load is not given in callers. */
    static Optional<Chart.Annotation> ofCallers(Findings findings) {
        return findings.callersAtSaturation()
                .filter(callers -> findings.shift().isEmpty())
                .map(callers -> new Chart.Annotation(
                        "saturation: " + Figures.plain(callers) + " callers",
                        SeriesStyle.SATURATION,
                        true,
                        callers,
                        callers));
    }
}
