package io.headroom.cli;

import io.headroom.report.RunReport;
import io.headroom.report.text.SizingReport;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import io.headroom.sizing.Measured;
import io.headroom.sizing.Overheads;
import io.headroom.sizing.Sizing;
import io.headroom.sizing.SizingSettings;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts the pods and nodes that a traffic needs, and shows the arithmetic. */
@Command(
        name = "size",
        description =
                "Counts the pods and nodes that a traffic needs, by latency and by the capacity that a run measured,"
                        + " and shows the arithmetic. Options that are left out are taken from the run's settings, or without a"
                        + " run from headroom.sizing in conf/headroom.conf.",
        mixinStandardHelpOptions = true)
final class SizeCommand implements Callable<Integer> {

    @Option(names = "--run", description = "A run's folder, to take capacity and latency from.")
    private Optional<Path> run;

    @Option(names = "--requests-per-second", description = "Traffic to size for. Default: the target of the run.")
    private Optional<Double> requestsPerSecond;

    @Option(
            names = "--latency",
            converter = DurationConverter.class,
            description = "Mean time a request is worked on, such as 500ms.")
    private Optional<Duration> latency;

    @Option(names = "--concurrency", description = "Requests a pod works on at the same time.")
    private Optional<Integer> concurrency;

    @Option(names = "--measured-pods", description = "Pods that the service had while the run measured it.")
    private Optional<Integer> measuredPods;

    @Option(names = "--fraction", description = "Share of its capacity that a pod is to run at, such as 0.7.")
    private Optional<Double> fraction;

    @Option(names = "--cpu-per-pod", description = "CPU that a pod asks for.")
    private Optional<Double> cpuPerPod;

    @Option(names = "--cpu-per-node", description = "CPU of a node.")
    private Optional<Double> cpuPerNode;

    @Option(names = "--kubernetes-per-node", description = "CPU of each node that Kubernetes takes.")
    private Optional<Double> kubernetesPerNode;

    @Option(names = "--logging-per-node", description = "CPU of each node that logging takes.")
    private Optional<Double> loggingPerNode;

    @Option(names = "--front-ends", description = "Number of front ends in the cluster.")
    private Optional<Integer> frontEnds;

    @Option(names = "--cpu-per-front-end", description = "CPU that a front end takes.")
    private Optional<Double> cpuPerFrontEnd;

    @Option(names = "--json", description = "Print JSON instead of text: the sizing of headroom.json.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError {
        SizingReport report = new SizingReport(sizing());
        VerbOutput.print(spec, json, report::json, report.lines());
        return ExitStatus.ANSWERED.code();
    }

    private Sizing sizing() throws UserError {
        if (run.isEmpty() && (requestsPerSecond.isEmpty() || latency.isEmpty())) {
            throw new UserError(
                    ExitStatus.USAGE, "nothing to size by; expected --run RUN, or --requests-per-second and --latency");
        }
        Optional<RunReport> report = run.isPresent() ? Optional.of(saturated(run.get())) : Optional.empty();
        try {
            return report.isPresent() ? byRun(report.get()) : byOptions();
        } catch (SettingsException e) {
            throw new UserError(e);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitStatus.USAGE, e.getMessage());
        }
    }

    private Sizing byOptions() throws SettingsException {
        SizingSettings settings = SettingsLoader.sizing(SettingsLoader.FILE, System.getProperties(), System.getenv());
        return Sizing.of(new Measured(OptionalDouble.empty(), latencyMillis()), withOptions(settings));
    }

    private RunReport saturated(Path folder) throws UserError {
        RunReport report = Runs.report(
                List.of(folder), Optional.empty(), spec.commandLine().getErr());
        Findings findings = report.findings();
        if (findings.verdict() != Verdict.SATURATED) {
            throw new UserError(
                    ExitStatus.NO_VERDICT,
                    folder + " has no saturation point to size by: its verdict is "
                            + findings.verdict().word() + ", " + findings.reason());
        }
        return report;
    }

    private Sizing byRun(RunReport report) {
        Measured measured = report.measured();
        OptionalDouble latencies = latency.isPresent() ? latencyMillis() : measured.latencyMillis();
        return Sizing.of(measured.withLatency(latencies), withOptions(report.sizing()));
    }

    private OptionalDouble latencyMillis() {
        return latency.stream().mapToDouble(time -> time.toNanos() / 1e6).findFirst();
    }

    /** Returns the settings with the given options in their place. */
    private SizingSettings withOptions(SizingSettings settings) {
        Overheads overheads = settings.overheads();
        return new SizingSettings(
                requestsPerSecond.map(OptionalDouble::of).orElse(settings.wantedPerSecond()),
                fraction.orElse(settings.fraction()),
                measuredPods.map(OptionalInt::of).orElse(settings.measuredPods()),
                concurrency.orElse(settings.concurrencyPerPod()),
                cpuPerPod.orElse(settings.cpuPerPod()),
                cpuPerNode.orElse(settings.cpuPerNode()),
                new Overheads(
                        kubernetesPerNode.orElse(overheads.kubernetesPerNode()),
                        loggingPerNode.orElse(overheads.loggingPerNode()),
                        frontEnds.orElse(overheads.frontEnds()),
                        cpuPerFrontEnd.orElse(overheads.cpuPerFrontEnd())));
    }
}
