package io.headroom.cli;

import io.headroom.gate.GateResult.GateOutcome;
import io.headroom.gate.GateSettings;
import io.headroom.html.GatesSection;
import io.headroom.html.RunPages;
import io.headroom.report.Baselines;
import io.headroom.report.GatedRun;
import io.headroom.report.RunBaseline;
import io.headroom.report.RunReport;
import io.headroom.run.LastRun;
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

/** Holds a run to the gates that are set. */
@Command(
        name = "gate",
        description =
                "Judges a run by headroom.gates in conf/headroom.conf (or -Dheadroom.gates... before -jar). Prints every"
                        + " gate, and writes gates.json, junit.xml, summary.md, metrics.txt and headroom.html into the run's folder.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all gates pass",
            "1:a gate fails",
            "2:wrong usage or settings, or no gate is set",
            "3:inconclusive, or no verdict can be drawn from the run",
            "4:the run or a baseline cannot be read"
        },
        mixinStandardHelpOptions = true)
final class GateCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            description =
                    "A run's folder, such as results/singleclientsimulation-...; of several injectors, all of them.")
    private List<Path> runs = List.of();

    @Option(names = "--last", description = "The run that Maven made last, as results/last-run.txt names it.")
    private boolean last;

    @Option(names = "--json", description = "Print gates.json instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--check",
            description = "Judge nothing: only see whether gates are set, and the baseline that they name is there.")
    private boolean check;

    @Override
    public Integer call() throws UserError {
        GateSettings settings = WorkingSettings.gates();
        if (settings.isEmpty()) {
            throw new UserError(
                    Main.USAGE,
                    "no gate is set; set at least one of headroom.gates in conf/headroom.conf, such as"
                            + " minimum-saturation (all of them: conf/headroom-reference.conf)");
        }
        Path results = WorkingSettings.resultsFolder();
        Baselines baselines = Baselines.in(results);
        if (Stream.of(check, last, !runs.isEmpty()).filter(given -> given).count() != 1) {
            throw new UserError(Main.USAGE, "expected one of RUN, --last and --check");
        }
        if (check) {
            return checked(settings, baselines);
        }
        RunReport report = Runs.report(
                last ? List.of(lastRun(results)) : runs,
                Optional.empty(),
                spec.commandLine().getErr());
        GatedRun gated = gated(report, settings, baselines);
        VerbOutput.print(spec, json, gated::json, lines(gated));
        write(gated);
        return status(gated);
    }

    private static GatedRun gated(RunReport report, GateSettings settings, Baselines baselines) throws UserError {
        try {
            return GatedRun.of(report, settings, baselines);
        } catch (IOException e) {
            throw new UserError(Main.UNREADABLE, e.getMessage());
        }
    }

    private Integer checked(GateSettings settings, Baselines baselines) throws UserError {
        if (settings.regression().isPresent()) {
            String name = settings.regression().get().baseline();
            try {
                if (baselines.find(name).isEmpty()) {
                    throw new UserError(
                            Main.USAGE, RunBaseline.missing(baselines, name).description());
                }
            } catch (IOException e) {
                throw new UserError(Main.UNREADABLE, e.getMessage());
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Gates are set.");
        out.flush();
        return Main.ANSWERED;
    }

    private static Path lastRun(Path results) throws UserError {
        try {
            return LastRun.read(results)
                    .orElseThrow(() -> new UserError(
                            Main.UNREADABLE,
                            LastRun.file(results) + " names no run that is there: the last one ended before it began to"
                                    + " measure, or there was none; expected mvn gatling:test first"));
        } catch (IOException e) {
            throw new UserError(Main.UNREADABLE, LastRun.file(results) + " cannot be read: " + e.getMessage());
        }
    }

    private static List<String> lines(GatedRun gated) {
        List<String> lines = new ArrayList<>(gated.report().verdict());
        lines.add("");
        lines.addAll(gated.lines());
        return lines;
    }

    /** A pipeline that reads these must not read those of another time: where they cannot be written, the gate is none. */
    private void write(GatedRun gated) throws UserError {
        try {
            List<Path> written = new ArrayList<>(gated.writeOutputs());
            writePage(gated).ifPresent(written::add);
            say("Written: "
                    + String.join(", ", written.stream().map(Path::toString).toList()));
        } catch (IOException e) {
            throw new UserError(
                    Main.UNREADABLE,
                    "the gates' files cannot be written into "
                            + gated.report().folder().path() + ": " + e);
        }
    }

    /** No pipeline reads the page: without it the judgement stands. */
    private Optional<Path> writePage(GatedRun gated) {
        Path page = gated.report().folder().html();
        try {
            RunPages.write(gated.report(), List.of(GatesSection.of(gated)), page);
            return Optional.of(page);
        } catch (IOException e) {
            say("WARNING: " + page + " was not written: " + e);
            return Optional.empty();
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private static int status(GatedRun gated) {
        if (gated.gates().letsThrough()) {
            return Main.ANSWERED;
        }
        return gated.gates().outcome() == GateOutcome.FAIL ? Main.FAILED : Main.NO_VERDICT;
    }
}
