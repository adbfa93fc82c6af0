package io.headroom.html;

import io.headroom.load.InjectorStatistics;
import io.headroom.load.Lag;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.load.Timeline;
import io.headroom.report.Figures;
import io.headroom.verdict.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Creates the charts over time: answers, offered load, readiness probes, and the health of the injector. */
final class TimeCharts {

    private static final String TIME = "seconds after the start";

    private static final Set<Outcome> ALL = EnumSet.allOf(Outcome.class);
    private static final Set<Outcome> OTHER_FAILURES =
            EnumSet.complementOf(EnumSet.of(Outcome.OK, Outcome.REFUSED, Outcome.NOT_READY));

    /** A screen cannot show more. */
    private static final int MOST_SLICES = 600;

    private final List<Timeline.Seconds> slices;
    private final List<StepStatistics> steps;

    private TimeCharts(Findings findings) {
        this.slices = findings.log().timeline().seconds(MOST_SLICES);
        this.steps = findings.steps().stream()
                .map(Findings.JudgedStep::statistics)
                .filter(step -> step.windowMillis() > 0)
                .sorted(Comparator.comparingLong(StepStatistics::windowStartMillis))
                .toList();
    }

    /** Returns the charts for which the run has figures. */
    static List<Chart> of(Findings findings) {
        TimeCharts charts = new TimeCharts(findings);
        Chart latency = new LatencyOverTime(
                        LoadAxis.of(findings), charts.slices, charts.steps, ChartAnnotations.ofLatency(findings))
                .chart(TIME);
        return Stream.of(charts.answers(), latency, charts.offered(), charts.readiness(), charts.injector())
                .filter(chart -> !chart.rows().isEmpty()
                        && chart.series().stream().anyMatch(series -> series.style() != SeriesStyle.UNTIL))
                .toList();
    }

    /** A line of the chart of answers, and the outcomes that it counts. */
    private record AnswerSeries(Chart.Series series, Set<Outcome> outcomes) {
        AnswerSeries(String label, SeriesStyle style, Set<Outcome> outcomes) {
            this(new Chart.Series(label, style), outcomes);
        }

        double perSecond(Timeline.Seconds slice) {
            long sum = outcomes.stream()
                    .mapToLong(outcome -> slice.counts().of(outcome))
                    .sum();
            return sum * 1000.0 / slice.lengthMillis();
        }
    }

    private Chart answers() {
        List<AnswerSeries> lines = Stream.of(
                        new AnswerSeries("answers of all kinds, req/s", SeriesStyle.ALL, ALL),
                        new AnswerSeries("goodput, req/s", SeriesStyle.GOODPUT, EnumSet.of(Outcome.OK)),
                        new AnswerSeries("refused, req/s", SeriesStyle.REFUSED, EnumSet.of(Outcome.REFUSED)),
                        new AnswerSeries("not ready, req/s", SeriesStyle.NOT_READY, EnumSet.of(Outcome.NOT_READY)),
                        new AnswerSeries("failed otherwise, req/s", SeriesStyle.FAILED, OTHER_FAILURES))
                .filter(kind -> kind.outcomes().contains(Outcome.OK)
                        || slices.stream().anyMatch(slice -> kind.perSecond(slice) > 0))
                .toList();
        return new Chart(
                "answers-over-time",
                "Answers over time",
                slices.isEmpty() ? "" : counted() + "A point stands for " + length(slices.get(0)) + ".",
                new Chart.Axes(TIME, "req/s"),
                Chart.Shape.STEPS,
                lines.stream().map(AnswerSeries::series).toList(),
                List.of(),
                slices.stream()
                        .map(slice -> Chart.ChartRow.of(
                                slice.startMillis() / 1000.0,
                                lines.stream()
                                        .mapToDouble(kind -> kind.perSecond(slice))
                                        .toArray()))
                        .toList());
    }

    private String counted() {
        List<String> counts = new ArrayList<>();
        for (Outcome outcome : ALL) {
            long count = slices.stream()
                    .mapToLong(slice -> slice.counts().of(outcome))
                    .sum();
            if (count > 0 || outcome == Outcome.REFUSED || outcome == Outcome.NOT_READY) {
                counts.add(outcome.word() + " " + count);
            }
        }
        return "Requests of the whole run: " + String.join(", ", counts) + ". ";
    }

    /** Describes the length of a slice. */
    static String length(Timeline.Seconds slice) {
        return slice.lengthMillis() == 1000 ? "one second" : Figures.plain(slice.lengthMillis() / 1000.0) + " seconds";
    }

    private Chart offered() {
        boolean closed =
                steps.stream().anyMatch(step -> LoadAxis.CALLERS.at(step).isPresent());
        boolean open = steps.stream().anyMatch(step -> LoadAxis.RATE.at(step).isPresent());
        List<Chart.Series> series = new ArrayList<>();
        List<Function<StepStatistics, OptionalDouble>> figures = new ArrayList<>();
        if (closed) {
            series.add(new Chart.Series(LoadAxis.CALLERS.description(), SeriesStyle.CALLERS));
            figures.add(LoadAxis.CALLERS::at);
        }
        if (open) {
            series.add(new Chart.Series(LoadAxis.RATE.description(), SeriesStyle.RATE, closed));
            figures.add(LoadAxis.RATE::at);
        }
        return byStep(
                "offered-over-time",
                "Offered load over time",
                "Each step's load during its measured window.",
                new Chart.Axes(
                        TIME,
                        closed ? LoadAxis.CALLERS.description() : LoadAxis.RATE.description(),
                        closed && open ? Optional.of(LoadAxis.RATE.description()) : Optional.empty()),
                series,
                figures,
                steps);
    }

    private Chart readiness() {
        List<StepStatistics> probed =
                steps.stream().filter(step -> step.probes() > 0).toList();
        long probes = probed.stream().mapToLong(StepStatistics::probes).sum();
        long failures = probed.stream().mapToLong(StepStatistics::probeFailures).sum();
        return byStep(
                "readiness-over-time",
                "Readiness over time",
                failures + " of " + probes + " readiness probes failed while the load ran.",
                new Chart.Axes(TIME, "probes"),
                List.of(
                        new Chart.Series("probes", SeriesStyle.ALL),
                        new Chart.Series("failed probes", SeriesStyle.NOT_READY)),
                List.of(
                        step -> OptionalDouble.of((double) step.probes()),
                        step -> OptionalDouble.of((double) step.probeFailures())),
                probed);
    }

    private Chart injector() {
        List<StepStatistics> watched =
                steps.stream().filter(step -> step.injector().isPresent()).toList();
        return byStep(
                "injector-over-time",
                "The injector's health over time",
                "CPU, garbage collection and open files of the process that sends the load, and how late its timers fired.",
                new Chart.Axes(TIME, "%", Optional.of("ms late")),
                List.of(
                        new Chart.Series("CPU, %", SeriesStyle.CPU),
                        new Chart.Series("garbage collection, %", SeriesStyle.GC),
                        new Chart.Series("open files, % of the limit", SeriesStyle.FILES),
                        new Chart.Series("timers late on average, ms", SeriesStyle.LAG, true)),
                List.of(
                        step -> percent(step, InjectorStatistics::cpuShare),
                        step -> percent(step, InjectorStatistics::gcShare),
                        step -> percent(step, InjectorStatistics::openFilesShare),
                        step -> lag(step.injector().orElseThrow().loopLag())),
                watched);
    }

    private static OptionalDouble percent(StepStatistics step, Function<InjectorStatistics, Double> share) {
        return OptionalDouble.of(100 * share.apply(step.injector().orElseThrow()));
    }

    private static OptionalDouble lag(Lag lag) {
        return lag.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(lag.meanMillis());
    }

    /** Returns a chart with a row per step. Its lines end with the measured window, since nothing was measured until the next one. */
    private static Chart byStep(
            String id,
            String heading,
            String summary,
            Chart.Axes axes,
            List<Chart.Series> series,
            List<Function<StepStatistics, OptionalDouble>> figures,
            List<StepStatistics> steps) {
        List<Chart.Series> columns = new ArrayList<>(List.of(new Chart.Series("until, s", SeriesStyle.UNTIL)));
        columns.addAll(series);
        return new Chart(
                id,
                heading,
                summary,
                axes,
                Chart.Shape.STEPS,
                columns,
                List.of(),
                steps.stream().map(step -> row(step, figures)).toList());
    }

    private static Chart.ChartRow row(StepStatistics step, List<Function<StepStatistics, OptionalDouble>> figures) {
        List<OptionalDouble> values = new ArrayList<>(List.of(OptionalDouble.of(step.windowEndMillis() / 1000.0)));
        figures.forEach(figure -> values.add(figure.apply(step)));
        return new Chart.ChartRow(step.windowStartMillis() / 1000.0, values);
    }
}
