package io.headroom.cli;

import io.headroom.report.RunReport;
import io.headroom.report.text.ConsoleReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * Computes the results of a run again from its folder. This command is described to picocli by method calls instead of
 * annotations, because scripts call it often, and looking up annotations takes as long as reading ten million requests.
 */
final class AnalyzeCommand implements Callable<Integer> {

    private final PositionalParamSpec runs = PositionalParamSpec.builder()
            .paramLabel("RUN")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .description(
                    "The folder of a run, such as results/singleclientsimulation-..., or its log. For a run of several"
                            + " injectors, the folders of all of them or a folder that holds these: their logs are merged.")
            .build();

    private final OptionSpec last = OptionSpec.builder("--last")
            .type(boolean.class)
            .description("Analyze the run that was made last, which results/last-run.txt names.")
            .build();

    private final OptionSpec request = OptionSpec.builder("--request")
            .paramLabel("NAME")
            .type(String.class)
            .description("Count only the requests of this name. For simulations that are not Headroom's.")
            .build();

    private final OptionSpec html = OptionSpec.builder("--html")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Also write headroom.html, the report for a browser, to this file.")
            .build();

    private final FormatOptions format = new FormatOptions();
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("analyze");

    private AnalyzeCommand() {
        spec.usageMessage()
                .description(
                        "Computes the results of a run again from its folder: every step, and the verdict. Prints text"
                                + " on a terminal. Otherwise prints the steps as TSV on standard output, and the verdict on standard"
                                + " error.");
        StandardOptions.addTo(spec)
                .addPositional(runs)
                .addOption(last)
                .addOption(request)
                .addOption(html)
                .addArgGroup(format.group());
    }

    /** Returns the description of the command for picocli. */
    static CommandSpec spec() {
        return new AnalyzeCommand().spec;
    }

    @Override
    public Integer call() throws UserError {
        RunReport report = Runs.report(
                runs(),
                Optional.ofNullable(request.getValue()),
                spec.commandLine().getErr());
        print(report);
        Path page = html.getValue();
        if (page != null) {
            HtmlFile.write(report, List.of(), page);
        }
        return (report.findings().answered() ? ExitStatus.ANSWERED : ExitStatus.NO_VERDICT).code();
    }

    private List<Path> runs() throws UserError {
        List<Path> named = runs.getValue();
        boolean ofLast = Boolean.TRUE.equals(last.getValue());
        boolean none = named == null || named.isEmpty();
        if (none != ofLast) {
            throw new ParameterException(spec.commandLine(), "expected either RUN or --last");
        }
        return ofLast ? List.of(Runs.last()) : named;
    }

    private void print(RunReport report) {
        PrintWriter out = spec.commandLine().getOut();
        ResultFormatType type = format.type(Terminal.isThere());
        type.format().write(report, out);
        if (!type.saysVerdict()) {
            PrintWriter err = spec.commandLine().getErr();
            ConsoleReport.verdict(report).forEach(err::println);
            err.flush();
        }
        out.flush();
    }
}
