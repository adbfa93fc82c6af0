package io.headroom.cli;

import io.headroom.gate.GateResult.GateOutcome;
import io.headroom.gate.GateSettings;
import io.headroom.gate.GateSettings.Regression;
import io.headroom.report.Baselines;
import io.headroom.report.GatedRun;
import io.headroom.report.RunBaseline;
import io.headroom.report.RunReport;
import io.headroom.report.json.JsonDocuments;
import io.headroom.report.text.ConsoleReport;
import io.headroom.report.text.GatesText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a run by the gates that are set. */
@Command(
        name = "gate",
        description =
                "Judges a run by headroom.gates in conf/headroom.conf (or -Dheadroom.gates... before -jar). Prints the result"
                        + " of every gate, and writes gates.json, junit.xml, summary.md, metrics.txt and headroom.html into the"
                        + " run's folder.",
        mixinStandardHelpOptions = true)
final class GateCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            description =
                    "The folder of a run, such as results/singleclientsimulation-...; for a run of several injectors, the"
                            + " folders of all of them.")
    private List<Path> runs = List.of();

    @Option(names = "--last", description = "Judge the run that Maven made last, which results/last-run.txt names.")
    private boolean last;

    @Option(names = "--json", description = "Print gates.json instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--check",
            description = "Judge no run: only check that gates are set, and that the baseline exists that they name.")
    private boolean check;

    @Override
    public Integer call() throws UserError {
        GateSettings settings = WorkingSettings.gates();
        if (settings.isEmpty()) {
            throw new UserError(
                    ExitStatus.USAGE,
                    "no gate is set; set at least one of headroom.gates in conf/headroom.conf, such as"
                            + " minimum-saturation (all of them: conf/headroom-reference.conf)");
        }
        Baselines baselines = Baselines.in(WorkingSettings.resultsFolder());
        if (Stream.of(check, last, !runs.isEmpty()).filter(given -> given).count() != 1) {
            throw new UserError(ExitStatus.USAGE, "expected exactly one of RUN, --last and --check");
        }
        return (check ? checked(settings, baselines) : judged(settings, baselines)).code();
    }

    private ExitStatus judged(GateSettings settings, Baselines baselines) throws UserError {
        PrintWriter err = spec.commandLine().getErr();
        RunReport report = Runs.report(last ? List.of(Runs.last()) : runs, Optional.empty(), err);
        GatedRun gated = gated(report, settings, baselines);
        VerbOutput.print(spec, json, () -> JsonDocuments.gates(gated), lines(gated));
        new GateOutputs(err).write(gated);
        return status(gated);
    }

    private static GatedRun gated(RunReport report, GateSettings settings, Baselines baselines) throws UserError {
        try {
            return GatedRun.of(report, settings, baselines);
        } catch (IOException e) {
            throw new UserError(ExitStatus.UNREADABLE, e.getMessage());
        }
    }

    private ExitStatus checked(GateSettings settings, Baselines baselines) throws UserError {
        Optional<String> baseline = settings.regression().map(Regression::baseline);
        if (baseline.isPresent()) {
            requireBaseline(baseline.get(), baselines);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Gates are set.");
        out.flush();
        return ExitStatus.ANSWERED;
    }

    private static void requireBaseline(String name, Baselines baselines) throws UserError {
        try {
            if (baselines.find(name).isEmpty()) {
                throw new UserError(
                        ExitStatus.USAGE, RunBaseline.missing(baselines, name).description());
            }
        } catch (IOException e) {
            throw new UserError(ExitStatus.UNREADABLE, e.getMessage());
        }
    }

    private static List<String> lines(GatedRun gated) {
        List<String> lines = new ArrayList<>(ConsoleReport.verdict(gated.report()));
        lines.add("");
        lines.addAll(GatesText.lines(gated));
        return lines;
    }

    private static ExitStatus status(GatedRun gated) {
        if (gated.gates().letsThrough()) {
            return ExitStatus.ANSWERED;
        }
        return gated.gates().outcome() == GateOutcome.FAIL ? ExitStatus.GATE_FAILED : ExitStatus.NO_VERDICT;
    }
}
