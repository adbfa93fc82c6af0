package io.headroom.cli;

import io.headroom.report.ResultFormatType;
import io.headroom.report.RunReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Computes a run's figures again from its folder. */
@Command(
        name = "analyze",
        description =
                "Computes a run's figures again from its folder: every step, and the verdict. As text on a terminal;"
                        + " otherwise the steps as TSV on stdout, and the verdict on stderr.",
        mixinStandardHelpOptions = true)
final class AnalyzeCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "RUN",
            arity = "1..*",
            description =
                    "A run's folder, such as results/singleclientsimulation-..., or its log; of several injectors that ran"
                            + " at the same time, all of them, or a folder that holds them: their logs are merged.")
    private List<Path> runs;

    @ArgGroup(heading = "One format of:%n")
    private FormatOptions format = new FormatOptions();

    @Option(
            names = "--request",
            paramLabel = "NAME",
            description = "Of a simulation that is not Headroom's: count the requests of that name only.")
    private Optional<String> request = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError {
        RunReport report = Runs.report(runs, request, spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        ResultFormatType type = format.type(Terminal.isThere());
        type.format().write(report, out);
        if (!type.saysVerdict()) {
            PrintWriter err = spec.commandLine().getErr();
            report.verdict().forEach(err::println);
            err.flush();
        }
        out.flush();
        return report.findings().answered() ? Main.ANSWERED : Main.NO_VERDICT;
    }
}
