package io.headroom.cli;

import io.headroom.gate.Baseline;
import io.headroom.html.ComparisonSection;
import io.headroom.report.Baselines;
import io.headroom.report.ComparisonReport;
import io.headroom.report.RunBaseline;
import io.headroom.report.RunReport;
import io.headroom.report.json.JsonDocuments;
import io.headroom.report.text.ComparisonText;
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

/** Compares two runs. */
@Command(
        name = "compare",
        description =
                "Compares two runs, or a baseline and a run. Prints how capacity and latency changed, whether the change is"
                        + " real, and the smallest change that this pair could have shown. Refuses to compare runs of different"
                        + " workloads.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "BEFORE", description = "The folder of a run, or the name of a baseline.")
    private String before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "The folder of a run, or the name of a baseline.")
    private String after;

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write headroom.html of the run AFTER, with the comparison in it, to this file.")
    private Optional<Path> html;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError {
        Baselines baselines = Baselines.in(WorkingSettings.resultsFolder());
        Baseline first = measured(before, baselines);
        Baseline second = measured(after, baselines);
        Baseline comparable = RunBaseline.comparable(first, second.workload())
                .orElseThrow(none -> new UserError(
                        ExitStatus.NO_VERDICT,
                        before + " and " + after + " cannot be compared: " + none.description()));
        ComparisonReport comparison = ComparisonReport.of(comparable, second);
        VerbOutput.print(spec, json, () -> JsonDocuments.comparison(comparison), ComparisonText.lines(comparison));
        if (html.isPresent()) {
            write(comparison, html.get());
        }
        return ExitStatus.ANSWERED.code();
    }

    private void write(ComparisonReport comparison, Path page) throws UserError {
        Path run = Path.of(after);
        if (!Files.exists(run)) {
            throw new UserError(
                    ExitStatus.USAGE,
                    "--html shows a run, but " + after + " is a baseline; expected the folder of a run as AFTER");
        }
        HtmlFile.write(report(run), List.of(ComparisonSection.of(comparison)), page);
    }

    private RunReport report(Path run) throws UserError {
        return Runs.report(List.of(run), Optional.empty(), spec.commandLine().getErr());
    }

    private Baseline measured(String name, Baselines baselines) throws UserError {
        Optional<Baseline> saved = saved(name, baselines);
        if (saved.isPresent()) {
            return saved.get();
        }
        return RunBaseline.of(report(Path.of(name)), "", "")
                .orElseThrow(none -> new UserError(ExitStatus.NO_VERDICT, none.description()));
    }

    /**
     * Returns the baseline of that name; empty if it is the folder of a run.
     *
     * @throws UserError when it is neither
     */
    private static Optional<Baseline> saved(String name, Baselines baselines) throws UserError {
        try {
            Optional<Baseline> saved = Baseline.isName(name) ? baselines.find(name) : Optional.empty();
            if (saved.isEmpty() && !Files.exists(Path.of(name))) {
                List<String> names = baselines.names();
                throw new UserError(
                        ExitStatus.USAGE,
                        name + " is neither the folder of a run nor a baseline; "
                                + (names.isEmpty()
                                        ? "no baseline is saved"
                                        : "expected a folder or one of " + String.join(", ", names)));
            }
            return saved;
        } catch (IOException e) {
            throw new UserError(ExitStatus.UNREADABLE, e.getMessage());
        }
    }
}
