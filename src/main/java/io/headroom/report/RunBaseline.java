package io.headroom.report;

import io.headroom.gate.Baseline;
import io.headroom.gate.Baseline.Interval;
import io.headroom.gate.Figure;
import io.headroom.gate.GateSettings.Regression;
import io.headroom.gate.Gates.BaselineReference;
import io.headroom.gate.Percentile;
import io.headroom.gate.RunFigures;
import io.headroom.gate.WorkloadMark;
import io.headroom.settings.Workload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes a baseline from a run, and decides which baseline a run can be compared with. */
public final class RunBaseline {

    private RunBaseline() {}

    /**
     * Returns the figures of a run as a baseline, or the reason why they are none: the run must have a saturation point with an
     * interval, and its folder must describe the workload.
     *
     * @param name    name of the baseline
     * @param savedAt current time, ISO 8601 in UTC
     */
    public static BaselineReference of(RunReport report, String name, String savedAt) {
        return report.workload()
                .map(workload -> of(report, workload, name, savedAt))
                .orElseGet(() -> withoutWorkload(report));
    }

    private static BaselineReference of(RunReport report, Workload workload, String name, String savedAt) {
        RunFigures figures = RunFigures.of(report.findings());
        Function<Interval, BaselineReference> found = capacity -> new BaselineReference.Found(new Baseline(
                Baseline.SCHEMA,
                name,
                report.folder().name(),
                savedAt,
                workload.versions().headroom(),
                mark(workload),
                capacity,
                interval(figures.latency().get(Percentile.P95))
                        .filter(p95 -> !report.findings().isTargetOfLimit()) // it moves with the limit
                        .orElse(null)));
        return figures.capacity()
                .match(
                        known -> interval(known).map(found).orElseGet(RunBaseline::lowerBound),
                        BaselineReference.None::new);
    }

    private static BaselineReference lowerBound() {
        return new BaselineReference.None(
                "only a lower bound of the capacity is known", "a run that finds the saturation point");
    }

    private static BaselineReference withoutWorkload(RunReport report) {
        return new BaselineReference.None(
                report.folder().path() + " has no workload.json, so it is unknown what was measured",
                "the folder of a run with all of its files");
    }

    /** Returns the interval of a figure; empty unless it is bounded on both sides. */
    private static Optional<Interval> interval(Figure figure) {
        return figure instanceof Figure.Known known && known.low() > 0 && known.high() < Double.POSITIVE_INFINITY
                ? Optional.of(new Interval(
                        Figures.rounded(known.value()), Figures.rounded(known.low()), Figures.rounded(known.high())))
                : Optional.empty();
    }

    private static WorkloadMark mark(Workload workload) {
        Workload.Fingerprint fingerprint = workload.fingerprint();
        Map<String, String> settings = new TreeMap<>();
        workload.settings().forEach((key, value) -> {
            if (Workload.decidesTheSearch(key)) {
                settings.put(key, String.valueOf(value));
            }
        });
        return new WorkloadMark(
                workload.simulation().name() + " " + workload.simulation().version(),
                workload.endpoint().description(),
                Map.of(
                        "simulation", fingerprint.simulation(),
                        "payload", fingerprint.payload(),
                        "endpoint", fingerprint.endpoint(),
                        "search", fingerprint.search()),
                settings);
    }

    /**
     * Returns the baseline that the regression gate judges a run by, or the reason why there is none.
     *
     * @throws IOException when the baseline exists and cannot be read
     */
    public static BaselineReference reference(RunReport report, Baselines baselines, Optional<Regression> gate)
            throws IOException {
        if (gate.isEmpty()) {
            return new BaselineReference.None("no regression gate is set", "a baseline");
        }
        String name = gate.get().baseline();
        Optional<Baseline> baseline = baselines.find(name);
        if (baseline.isEmpty()) {
            return missing(baselines, name);
        }
        return report.workload()
                .map(workload -> comparable(baseline.get(), mark(workload)))
                .orElseGet(() -> withoutWorkload(report));
    }

    /** Returns the reason for a baseline that does not exist. */
    public static BaselineReference.None missing(Baselines baselines, String name) {
        return new BaselineReference.None(
                "there is no baseline " + baselines.file(name),
                "java -jar target/headroom.jar baseline save RUN --name " + name);
    }

    /** Returns the earlier baseline, or the differences that forbid to compare a run of the later workload with it. */
    public static BaselineReference comparable(Baseline earlier, WorkloadMark later) {
        List<String> differences = earlier.workload().differences(later);
        return differences.isEmpty()
                ? new BaselineReference.Found(earlier)
                : new BaselineReference.None(
                        "the workloads differ, in " + String.join("; ", differences),
                        "two runs of the same workload, made with the same settings");
    }
}
