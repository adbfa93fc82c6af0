package io.headroom.cli;

import io.headroom.gate.Baseline;
import io.headroom.gate.Baseline.Interval;
import io.headroom.gate.Gates.BaselineReference;
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

/** Keeps runs for later ones to be compared with. */
@Command(
        name = "baseline",
        description =
                "Keeps what a run measured in results/baselines, to be committed: the regression gate and `compare` use"
                        + " it.",
        mixinStandardHelpOptions = true,
        subcommands = {BaselineCommand.Save.class, BaselineCommand.ListNames.class})
final class BaselineCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "save or list is missing");
    }

    /** {@code baseline save}. */
    @Command(
            name = "save",
            description = "Keeps a run, in place of the one of that name.",
            mixinStandardHelpOptions = true)
    static final class Save implements Callable<Integer> {

        @Parameters(
                arity = "1..*",
                paramLabel = "RUN",
                description = "A run's folder; of several injectors, all of them.")
        private List<Path> runs;

        @Option(
                names = "--name",
                defaultValue = "main",
                description = "By which it is kept. Default: ${DEFAULT-VALUE}.")
        private String name;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws UserError {
            if (!Baseline.isName(name)) {
                throw new UserError(
                        Main.USAGE, "--name " + name + "; expected " + Baseline.NAME_WORDS + ", and not none");
            }
            RunReport report =
                    Runs.report(runs, Optional.empty(), spec.commandLine().getErr());
            String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            BaselineReference reference = RunBaseline.of(report, name, now);
            if (!(reference instanceof BaselineReference.Found kept)) {
                throw new UserError(Main.NO_VERDICT, ((BaselineReference.None) reference).description());
            }
            Baselines baselines = Baselines.in(WorkingSettings.resultsFolder());
            try {
                baselines.save(kept.baseline());
            } catch (IOException e) {
                throw new UserError(Main.UNREADABLE, "cannot write " + baselines.file(name) + ": " + e.getMessage());
            }
            PrintWriter out = spec.commandLine().getOut();
            Interval capacity = kept.baseline().capacity();
            out.println("Saved " + baselines.file(name) + ": " + Figures.rate(capacity.value()) + " ("
                    + Figures.confidence(capacity.low(), capacity.high()) + "), from "
                    + kept.baseline().run());
            out.flush();
            return Main.ANSWERED;
        }
    }

    /** {@code baseline list}. */
    @Command(name = "list", description = "Names those that are kept.", mixinStandardHelpOptions = true)
    static final class ListNames implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws UserError {
            try {
                PrintWriter out = spec.commandLine().getOut();
                Baselines.in(WorkingSettings.resultsFolder()).names().forEach(out::println);
                out.flush();
                return Main.ANSWERED;
            } catch (IOException e) {
                throw new UserError(Main.UNREADABLE, e.getMessage());
            }
        }
    }
}
