package io.headroom.cli;

import io.headroom.run.Versions;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code java -jar headroom.jar <verb>}. */
@Command(
        name = "headroom",
        description =
                "How much traffic a scoring endpoint takes before it refuses work, and the load it should run at.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {AnalyzeCommand.class, SizeCommand.class, StandInCommand.class},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:answered",
            "2:wrong usage or settings",
            "3:no verdict can be drawn from this run; the reason is printed",
            "4:the log cannot be read"
        })
public final class Main implements Callable<Integer> {

    static final int ANSWERED = 0;
    static final int USAGE = 2;
    static final int NO_VERDICT = 3;
    static final int UNREADABLE = 4;

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs one verb and exits with its status. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof UserError mistake) {
                command.getErr().println("headroom: " + mistake.getMessage());
                return mistake.status();
            }
            throw exception;
        });
        return commandLine;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a verb is missing");
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"headroom " + Versions.current()};
        }
    }
}
