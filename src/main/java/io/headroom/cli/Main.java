package io.headroom.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code java -jar headroom.jar <verb>}. */
public final class Main implements Callable<Integer> {

    static final int ANSWERED = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int NO_VERDICT = 3;
    static final int UNREADABLE = 4;

    /** An exception that nobody foresaw: not to be taken for a failed gate. */
    private static final int BUG = 70;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("headroom");

    private Main() {
        StandardOptions.addTo(spec)
                .usageMessage()
                .description(
                        "How much traffic a scoring endpoint takes before it refuses work, and the load it should run at.")
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(exitStatus());
    }

    private static Map<String, String> exitStatus() {
        Map<String, String> meaning = new LinkedHashMap<>();
        meaning.put("" + ANSWERED, "answered");
        meaning.put("" + FAILED, "a gate fails");
        meaning.put("" + USAGE, "wrong usage or settings");
        meaning.put(
                "" + NO_VERDICT, "no verdict can be drawn from this run, or a gate cannot tell; the reason is printed");
        meaning.put("" + UNREADABLE, "the log or a baseline cannot be read");
        return meaning;
    }

    /** Runs one verb and exits with its status. */
    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /** All verbs, or where the first argument names {@code analyze} that one alone, which starts sooner without the others. */
    static CommandLine commandLine(String... args) {
        Main main = new Main();
        main.spec.addSubcommand(AnalyzeCommand.NAME, AnalyzeCommand.spec());
        CommandLine commandLine = new CommandLine(main.spec);
        if (args.length == 0 || !args[0].equals(AnalyzeCommand.NAME)) {
            commandLine
                    .addSubcommand(new GateCommand())
                    .addSubcommand(new BaselineCommand())
                    .addSubcommand(new CompareCommand())
                    .addSubcommand(new SizeCommand())
                    .addSubcommand(new ClientsCommand())
                    .addSubcommand(new CoordinateCommand())
                    .addSubcommand(new ExportCommand())
                    .addSubcommand(new StandInCommand());
        }
        main.spec.exitCodeOnExecutionException(BUG);
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
}
