package io.headroom.cli;

import io.headroom.gate.Baseline;
import io.headroom.gate.Gates.Reference;
import io.headroom.report.ComparisonReport;
import io.headroom.report.RunBaseline;
import io.headroom.run.Baselines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Two runs beside each other. */
@Command(
        name = "compare",
        description =
                "Compares two runs, or a baseline and a run: the change of capacity and latency, whether it is real, and"
                        + " the smallest change that this pair could have shown. Refuses runs of different workloads.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A run's folder, or the name of a baseline.")
    private String before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "A run's folder, or the name of a baseline.")
    private String after;

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError {
        Baseline first = measured(before);
        Baseline second = measured(after);
        if (RunBaseline.comparable(first, second.workload()) instanceof Reference.None none) {
            throw new UserError(Main.NO_VERDICT, before + " and " + after + " cannot be compared: " + none.words());
        }
        ComparisonReport report = ComparisonReport.of(first, second);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(report.json(), StandardCharsets.UTF_8));
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
        return Main.ANSWERED;
    }

    private Baseline measured(String name) throws UserError {
        Path path = Path.of(name);
        Baselines baselines = Baselines.in(WorkingSettings.resultsFolder());
        try {
            Optional<Baseline> kept = Baseline.isName(name) ? baselines.find(name) : Optional.empty();
            if (kept.isPresent()) {
                return kept.get();
            }
            if (!Files.exists(path)) {
                throw new UserError(
                        Main.USAGE,
                        name + " is neither a run's folder nor a baseline (" + String.join(", ", baselines.names())
                                + ")");
            }
        } catch (IOException e) {
            throw new UserError(Main.UNREADABLE, e.getMessage());
        }
        Reference reference = RunBaseline.of(
                Runs.report(List.of(path), Optional.empty(), spec.commandLine().getErr()), "", "");
        if (reference instanceof Reference.Found run) {
            return run.baseline();
        }
        throw new UserError(Main.NO_VERDICT, ((Reference.None) reference).words());
    }
}
