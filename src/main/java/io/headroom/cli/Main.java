package io.headroom.cli;

import io.headroom.console.ConsoleWriter;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The entry point of {@code java -jar headroom.jar <verb>}. */
public final class Main implements Callable<Integer> {

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("headroom");

    private Main() {
        StandardOptions.addTo(spec)
                .addOption(StandardOptions.trace())
                .usageMessage()
                .description(
                        "Finds how much traffic a scoring endpoint takes before it refuses work, and the load that it"
                                + " should run at.");
        Verb.describe(spec, List.of(ExitStatus.values()));
    }

    /** Runs one verb and exits with its status. */
    public static void main(String[] args) {
        int status = ExitStatus.BUG.code(); // also of what cannot even be printed
        try {
            CommandLine commandLine = commandLine(args);
            commandLine.setOut(StandardOutput.ofProcess());
            status = execute(commandLine, args);
        } finally {
            System.exit(status);
        }
    }

    /** Runs one verb. Its result has to be written, too: whoever reads half of it must not take it for all. */
    static int execute(CommandLine commandLine, String... args) {
        if (!(commandLine.getOut() instanceof ConsoleWriter)) {
            commandLine.setOut(new ConsoleWriter(commandLine.getOut()));
        }
        commandLine.setErr(new ConsoleWriter(commandLine.getErr()));
        int status = caught(commandLine, args);
        Optional<UserError> unwritten = StandardOutput.failure(commandLine.getOut());
        if (unwritten.isEmpty() || status == unwritten.get().status().code()) { // then the verb has said it
            return status;
        }
        return told(unwritten.get(), commandLine.getErr()).code();
    }

    private static ExitStatus told(UserError mistake, PrintWriter err) {
        if (mistake.status() == ExitStatus.READER_GONE) {
            return mistake.status(); // who left knows it
        }
        err.print("headroom: " + mistake.getMessage()); // which has several lines if several settings are wrong
        err.println();
        return mistake.status();
    }

    /** Picocli passes on errors of the JVM, and what it finds wrong in a verb; both would end the process as a failed gate does. */
    private static int caught(CommandLine commandLine, String... args) {
        try {
            return commandLine.execute(args);
        } catch (RuntimeException | Error e) {
            return UnexpectedError.tell(e, commandLine.getErr(), isTraced(args)).code();
        }
    }

    private static boolean isTraced(String... args) {
        return Arrays.asList(args).contains(StandardOptions.TRACE);
    }

    /** Creates the command line with the verbs that the arguments can mean. */
    static CommandLine commandLine(String... args) {
        CommandLine commandLine = new CommandLine(new Main().spec);
        for (Verb verb : Verb.meantBy(args)) {
            verb.addTo(commandLine);
        }
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setColorScheme(
                Help.defaultColorScheme(Help.Ansi.OFF)); // the console escapes colours as all controls
        commandLine.setExecutionExceptionHandler((exception, command, parsed) ->
                status(exception, command, isTraced(args)).code());
        return commandLine;
    }

    private static ExitStatus status(Exception exception, CommandLine command, boolean traced) {
        if (exception instanceof UserError mistake) {
            return told(mistake, command.getErr());
        }
        return UnexpectedError.tell(exception, command.getErr(), traced);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a verb is missing; expected one of " + Verb.all());
    }
}
