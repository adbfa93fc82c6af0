package io.headroom.report.ci;

import io.headroom.gate.Figure;
import io.headroom.gate.GateResult;
import io.headroom.gate.GateResult.GateOutcome;
import io.headroom.gate.Percentile;
import io.headroom.gate.RunFigures;
import io.headroom.load.FailureShare;
import io.headroom.report.FailureFigures;
import io.headroom.report.GatedRun;
import io.headroom.run.Versions;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Writes the figures of a run and the results of its gates as OpenMetrics text. Figures that are not known are left out. */
final class OpenMetrics {

    private static final Map<Percentile, String> QUANTILES =
            Map.of(Percentile.P50, "0.5", Percentile.P95, "0.95", Percentile.P99, "0.99");

    /** Matches the beginning of the file, the first metric, which tells it from others. */
    static final String BEGINNING = "# (TYPE|UNIT|HELP) headroom_";

    private final GatedRun run;
    private final RunFigures figures;
    private final MetricSnapshots.Builder metrics = MetricSnapshots.builder();

    private OpenMetrics(GatedRun run) {
        this.run = run;
        this.figures = RunFigures.of(run.report().findings());
    }

    static byte[] of(GatedRun run) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            OpenMetricsTextFormatWriter.create().write(out, new OpenMetrics(run).snapshots());
        } catch (IOException e) {
            throw new UncheckedIOException("written to memory", e);
        }
        return out.toByteArray();
    }

    private MetricSnapshots snapshots() {
        metrics.metricSnapshot(InfoSnapshot.builder()
                .name("headroom_run")
                .help("The run, its verdict, and the version that judged it.")
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of(
                                "run", run.name(),
                                "endpoint", run.endpoint(),
                                "verdict", run.report().findings().verdict().word(),
                                "version", Versions.current()))
                        .build())
                .build());
        interval("headroom_capacity_requests_per_second", "Goodput at the saturation point.", figures.capacity());
        interval("headroom_target_requests_per_second", "The rate to run at.", figures.targetRate());
        interval("headroom_target_refused_ratio", "Share of requests refused at the target.", figures.refusedShare());
        latency();
        failures();
        gates("headroom_gate_passed", "1 where the gate passes.", GateOutcome.PASS);
        gates("headroom_gate_failed", "1 where the gate fails.", GateOutcome.FAIL);
        gates("headroom_gate_inconclusive", "1 where the gate cannot tell.", GateOutcome.INCONCLUSIVE);
        return metrics.build();
    }

    /** Adds a gauge for the estimate, and two more for the ends of its 95 % interval. */
    private void interval(String name, String help, Figure figure) {
        gauge(name, help, figure, Figure.Known::value);
        gauge(name + "_low", help + " Lower end of the 95 % interval.", figure, Figure.Known::low);
        gauge(name + "_high", help + " Upper end of the 95 % interval.", figure, Figure.Known::high);
    }

    private void gauge(String name, String help, Figure figure, ToDoubleFunction<Figure.Known> value) {
        if (figure instanceof Figure.Known known && value.applyAsDouble(known) < Double.POSITIVE_INFINITY) {
            metrics.metricSnapshot(GaugeSnapshot.builder()
                    .name(name)
                    .help(help)
                    .dataPoint(point(Labels.EMPTY, value.applyAsDouble(known)))
                    .build());
        }
    }

    private void latency() {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                .name("headroom_target_latency_seconds")
                .help("Percentiles of the latency of successes at the target.");
        boolean any = false;
        for (Percentile percentile : Percentile.values()) {
            if (figures.latency().get(percentile) instanceof Figure.Known known) {
                gauge.dataPoint(point(Labels.of("quantile", QUANTILES.get(percentile)), known.value() / 1000));
                any = true;
            }
        }
        if (any) {
            metrics.metricSnapshot(gauge.build());
        }
    }

    private void failures() {
        List<FailureShare> failures = FailureFigures.of(run.report().findings()).all();
        if (failures.isEmpty()) {
            return;
        }
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                .name("headroom_failed_ratio")
                .help("Share of all measured requests that failed, by HTTP status or kind of failure.");
        failures.forEach(failure -> gauge.dataPoint(point(Labels.of("kind", failure.kind()), failure.share())));
        metrics.metricSnapshot(gauge.build());
    }

    private void gates(String name, String help, GateOutcome outcome) {
        if (run.gates().results().isEmpty()) {
            return;
        }
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        for (GateResult result : run.gates().results()) {
            gauge.dataPoint(point(Labels.of("gate", result.name()), result.outcome() == outcome ? 1 : 0));
        }
        metrics.metricSnapshot(gauge.build());
    }

    private static GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }
}
