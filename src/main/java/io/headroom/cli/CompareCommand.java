package io.headroom.cli;

import io.headroom.gate.Baseline;
import io.headroom.gate.Gates.BaselineReference;
import io.headroom.html.ComparisonSection;
import io.headroom.report.Baselines;
import io.headroom.report.ComparisonReport;
import io.headroom.report.RunBaseline;
import io.headroom.report.RunReport;
import java.io.IOException;
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

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write headroom.html of the run AFTER into that file, with the comparison.")
    private Optional<Path> html;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError {
        Baselines baselines = Baselines.in(WorkingSettings.resultsFolder());
        Baseline first = measured(before, baselines);
        Baseline second = measured(after, baselines);
        if (RunBaseline.comparable(first, second.workload()) instanceof BaselineReference.None none) {
            throw new UserError(
                    Main.NO_VERDICT, before + " and " + after + " cannot be compared: " + none.description());
        }
        ComparisonReport report = ComparisonReport.of(first, second);
        VerbOutput.print(spec, json, report::json, report.lines());
        if (html.isPresent()) {
            write(report, html.get());
        }
        return Main.ANSWERED;
    }

    private void write(ComparisonReport report, Path page) throws UserError {
        Path run = Path.of(after);
        if (!Files.exists(run)) {
            throw new UserError(
                    Main.USAGE, "--html: " + after + " is a baseline; expected a run's folder, which has more to show");
        }
        HtmlFile.write(report(run), List.of(ComparisonSection.of(report)), page);
    }

    private RunReport report(Path run) throws UserError {
        return Runs.report(List.of(run), Optional.empty(), spec.commandLine().getErr());
    }

    private Baseline measured(String name, Baselines baselines) throws UserError {
        try {
            Optional<Baseline> kept = Baseline.isName(name) ? baselines.find(name) : Optional.empty();
            if (kept.isPresent()) {
                return kept.get();
            }
            if (!Files.exists(Path.of(name))) {
                throw new UserError(
                        Main.USAGE,
                        name + " is neither a run's folder nor a baseline (" + String.join(", ", baselines.names())
                                + ")");
            }
        } catch (IOException e) {
            throw new UserError(Main.UNREADABLE, e.getMessage());
        }
        BaselineReference reference = RunBaseline.of(report(Path.of(name)), "", "");
        if (reference instanceof BaselineReference.Found run) {
            return run.baseline();
        }
        throw new UserError(Main.NO_VERDICT, ((BaselineReference.None) reference).description());
    }
}
