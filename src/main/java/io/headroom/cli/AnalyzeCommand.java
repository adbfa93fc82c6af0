package io.headroom.cli;

import io.headroom.report.RunReport;
import io.headroom.report.StepTable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError {
        RunReport report = Runs.report(run);
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
}
