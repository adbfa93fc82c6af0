package io.headroom.html;

import io.headroom.foreign.ForeignPoint;
import io.headroom.report.Figures;
import io.headroom.saturation.Saturation;
import io.headroom.sizing.TargetCheck;
import io.headroom.verdict.CallersFindings;
import io.headroom.verdict.Findings;
import io.headroom.verdict.ForeignFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is drawn across a chart: the capacity with its interval, the load to run at, and the callers at saturation. */
final class Marks {

    private Marks() {}

    /**
     * Rates, requests per second.
     *
     * @param vertical whether rates go from left to right in that chart
     */
    static List<Chart.Mark> ofRates(Findings findings, boolean vertical) {
        List<Chart.Mark> marks = new ArrayList<>();
        findings.interval()
                .ifPresent(interval -> marks.add(new Chart.Mark(
                        Figures.confidence(interval.lowPerSecond(), interval.highPerSecond()),
                        SeriesStyle.BAND,
                        vertical,
                        interval.lowPerSecond(),
                        interval.highPerSecond())));
        findings.capacityPerSecond()
                .ifPresent(capacity -> marks.add(line("capacity", SeriesStyle.CAPACITY, vertical, capacity)));
        findings.target()
                .ifPresent(target -> marks.add(line(
                        Figures.wholePercent(target.fraction()) + " of the capacity",
                        SeriesStyle.TARGET,
                        vertical,
                        target.offeredPerSecond())));
        findings.targetCheck()
                .flatMap(TargetCheck::safe)
                .ifPresent(safe -> marks.add(line("safe rate", SeriesStyle.SAFE, vertical, safe.perSecond())));
        return marks;
    }

    private static Chart.Mark line(String name, SeriesStyle ink, boolean vertical, double perSecond) {
        return new Chart.Mark(name + ": " + Figures.rate(perSecond), ink, vertical, perSecond, perSecond);
    }

    /** The most callers without refusals, of a run whose load is told by callers. */
    static Optional<Chart.Mark> ofCallers(Findings findings) {
        return callers(findings)
                .map(callers -> new Chart.Mark(
                        "saturation: " + Figures.plain(callers) + " callers",
                        SeriesStyle.SATURATION,
                        true,
                        callers,
                        callers));
    }

    private static Optional<Double> callers(Findings findings) {
        return findings.match(new Findings.SomeCases<>() {
            @Override
            public Optional<Double> callers(CallersFindings searched) {
                return searched.saturation()
                        .map(Saturation::median)
                        .flatMap(round -> LoadAxis.CALLERS.at(round.boundary()).stream()
                                .boxed()
                                .findFirst());
            }

            @Override
            public Optional<Double> foreign(ForeignFindings shown) {
                return shown.point().flatMap(ForeignPoint::callers).map(Integer::doubleValue);
            }

            @Override
            public Optional<Double> others(Findings others) {
                return Optional.empty();
            }
        });
    }
}
