package io.headroom.cli;

import io.headroom.report.RunReport;
import io.headroom.report.StepTable;
import io.headroom.run.RunFolder;
import io.headroom.settings.SettingsException;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Computes a run's figures again from its folder. */
@Command(
        name = "analyze",
        description = "Computes a run's figures again from its folder: every step, and the verdict.",
        mixinStandardHelpOptions = true)
final class AnalyzeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "A run's folder, such as results/singleclientsimulation-...")
    private Path run;

    @Option(names = "--json", description = "Print headroom.json instead of text.")
    private boolean json;

    @Option(
            names = "--request",
            paramLabel = "NAME",
            description = "Of a simulation that is not Headroom's: count the requests of that name only.")
    private Optional<String> request = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError {
        RunReport report = report();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(report.json(), StandardCharsets.UTF_8));
        } else {
            out.println(StepTable.of(report.findings()));
            out.println();
            report.verdict().forEach(out::println);
        }
        out.flush();
        return report.findings().answered() ? Main.ANSWERED : Main.NO_VERDICT;
    }

    private RunReport wanted(RunReport report) throws UserError {
        if (request.isPresent() && report.findings().foreign().isEmpty()) {
            throw new UserError(
                    Main.USAGE, "--request is for simulations that are not Headroom's; " + run + " is of one");
        }
        return report;
    }

    private RunReport report() throws UserError {
        RunFolder folder = new RunFolder(run);
        if (!Files.isRegularFile(folder.log())) {
            throw new UserError(Main.USAGE, run + " holds no simulation.log; expected a run's folder under results/");
        }
        try {
            return wanted(RunReport.of(folder, request));
        } catch (SettingsException e) {
            throw new UserError(Main.USAGE, e.getMessage());
        } catch (IOException | UnreadableLogException e) {
            throw new UserError(Main.UNREADABLE, e.getMessage());
        }
    }
}
