package io.headroom.cli;

import io.headroom.console.ConsoleWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The entry point of {@code java -jar headroom.jar <verb>}. */
public final class Main implements Callable<Integer> {

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("headroom");

    private Main() {
        StandardOptions.addTo(spec)
                .usageMessage()
                .description(
                        "Finds how much traffic a scoring endpoint takes before it refuses work, and the load that it"
                                + " should run at.");
        Verb.describe(spec, List.of(ExitStatus.values()));
    }

    /** Runs one verb and exits with its status. */
    public static void main(String[] args) {
        System.exit(execute(commandLine(args), args));
    }

    /** Runs one verb. Picocli passes on errors of the JVM, which would end the process with the status of a failed gate. */
    static int execute(CommandLine commandLine, String... args) {
        commandLine.setOut(new ConsoleWriter(commandLine.getOut()));
        commandLine.setErr(new ConsoleWriter(commandLine.getErr()));
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError e) {
            commandLine
                    .getErr()
                    .println(
                            "headroom: out of memory (" + e.getMessage()
                                    + "); give Java more: java -Xmx2g -jar, or HEADROOM_JAVA_OPTIONS=-Xmx2g for target/headroom");
        } catch (Error e) {
            e.printStackTrace(commandLine.getErr());
        }
        return ExitStatus.BUG.code();
    }

    /** Creates the command line with the verbs that the arguments can mean. */
    static CommandLine commandLine(String... args) {
        CommandLine commandLine = new CommandLine(new Main().spec);
        for (Verb verb : Verb.meantBy(args)) {
            verb.addTo(commandLine);
        }
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler(
                (exception, command, parsed) -> status(exception, command).code());
        return commandLine;
    }

    private static ExitStatus status(Exception exception, CommandLine command) {
        if (exception instanceof UserError mistake) {
            command.getErr().print("headroom: " + mistake.getMessage());
            command.getErr().println();
            return mistake.status();
        }
        exception.printStackTrace(command.getErr());
        return ExitStatus.BUG;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a verb is missing; expected one of " + Verb.all());
    }
}
