package io.headroom.cli;

import io.headroom.gate.Baseline;
import io.headroom.gate.Baseline.Interval;
import io.headroom.report.Baselines;
import io.headroom.report.Figures;
import io.headroom.report.RunBaseline;
import io.headroom.report.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saves the figures of runs as baselines, and lists these. */
@Command(
        name = "baseline",
        description =
                "Saves the figures of a run in results/baselines, to be committed. The regression gate and `compare` use"
                        + " them.",
        mixinStandardHelpOptions = true,
        subcommands = {BaselineCommand.Save.class, BaselineCommand.ListNames.class})
final class BaselineCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing; expected one of save, list");
    }

    /** Runs {@code baseline save}. */
    @Command(
            name = "save",
            description = "Saves the figures of a run, and replaces a baseline of the same name.",
            mixinStandardHelpOptions = true)
    static final class Save implements Callable<Integer> {

        @Parameters(
                arity = "1..*",
                paramLabel = "RUN",
                description = "The folder of a run; for a run of several injectors, the folders of all of them.")
        private List<Path> runs;

        @Option(
                names = "--name",
                defaultValue = "main",
                description = "Name of the baseline. Default: ${DEFAULT-VALUE}.")
        private String name;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws UserError {
            if (!Baseline.isName(name)) {
                throw new UserError(
                        ExitStatus.USAGE, "--name " + name + "; expected " + Baseline.NAME_WORDS + ", and not none");
            }
            RunReport report =
                    Runs.report(runs, Optional.empty(), spec.commandLine().getErr());
            Baseline baseline = baseline(report);
            Path file = save(baseline);
            PrintWriter out = spec.commandLine().getOut();
            Interval capacity = baseline.capacity();
            out.println("Saved " + file + ": " + Figures.rate(capacity.value()) + " ("
                    + Figures.confidence(capacity.low(), capacity.high()) + "), from " + baseline.run());
            out.flush();
            return ExitStatus.ANSWERED.code();
        }

        private Baseline baseline(RunReport report) throws UserError {
            String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            return RunBaseline.of(report, name, now)
                    .orElseThrow(none -> new UserError(ExitStatus.NO_VERDICT, none.description()));
        }

        private static Path save(Baseline baseline) throws UserError {
            Baselines baselines = Baselines.in(WorkingSettings.resultsFolder());
            try {
                baselines.save(baseline);
                return baselines.file(baseline.name());
            } catch (IOException e) {
                throw new UserError(ExitStatus.UNREADABLE, e.getMessage());
            }
        }
    }

    /** Runs {@code baseline list}. */
    @Command(name = "list", description = "Prints the names of all baselines.", mixinStandardHelpOptions = true)
    static final class ListNames implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws UserError {
            try {
                PrintWriter out = spec.commandLine().getOut();
                Baselines.in(WorkingSettings.resultsFolder()).names().forEach(out::println);
                out.flush();
                return ExitStatus.ANSWERED.code();
            } catch (IOException e) {
                throw new UserError(ExitStatus.UNREADABLE, e.getMessage());
            }
        }
    }
}
