package io.headroom.cli;

import io.headroom.report.ResultFormatType;
import io.headroom.report.RunReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Computes a run's figures again from its folder. Described to picocli by calls instead of annotations: scripts call this verb often,
 * and looking annotations up takes as long as reading ten million requests.
 */
final class AnalyzeCommand implements Callable<Integer> {

    static final String NAME = "analyze";

    private final PositionalParamSpec runs = PositionalParamSpec.builder()
            .paramLabel("RUN")
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .description(
                    "A run's folder, such as results/singleclientsimulation-..., or its log; of several injectors that ran"
                            + " at the same time, all of them, or a folder that holds them: their logs are merged.")
            .build();

    private final OptionSpec request = OptionSpec.builder("--request")
            .paramLabel("NAME")
            .type(String.class)
            .description("Of a simulation that is not Headroom's: count the requests of that name only.")
            .build();

    private final OptionSpec html = OptionSpec.builder("--html")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Also write headroom.html, the report for a browser, into that file.")
            .build();

    private final FormatOptions format = new FormatOptions();
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(NAME);

    private AnalyzeCommand() {
        spec.usageMessage()
                .description("Computes a run's figures again from its folder: every step, and the verdict. As text on a"
                        + " terminal; otherwise the steps as TSV on stdout, and the verdict on stderr.");
        StandardOptions.addTo(spec)
                .addPositional(runs)
                .addOption(request)
                .addOption(html)
                .addArgGroup(format.group());
    }

    /** What the user can type. */
    static CommandSpec spec() {
        return new AnalyzeCommand().spec;
    }

    @Override
    public Integer call() throws UserError {
        RunReport report = Runs.report(
                runs.getValue(),
                Optional.ofNullable(request.getValue()),
                spec.commandLine().getErr());
        print(report);
        Path page = html.getValue();
        if (page != null) {
            HtmlFile.write(report, List.of(), page);
        }
        return report.findings().answered() ? Main.ANSWERED : Main.NO_VERDICT;
    }

    private void print(RunReport report) {
        PrintWriter out = spec.commandLine().getOut();
        ResultFormatType type = format.type(Terminal.isThere());
        type.format().write(report, out);
        if (!type.saysVerdict()) {
            PrintWriter err = spec.commandLine().getErr();
            report.verdict().forEach(err::println);
            err.flush();
        }
        out.flush();
    }
}
