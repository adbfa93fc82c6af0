package io.headroom.cli;

import io.headroom.settings.Settings;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Calls the command line in this process, as often as a test likes: nothing ends the process, and nothing but its arguments, the
 * settings and the files decides what a call prints.
 */
public final class CommandCall {

    /** Does what {@code clients} does once its clients have ended: merges their logs, and writes the result and the pages. */
    public static final String MERGE = "merge";

    /**
     * Reads all settings, with key and payload, as a run does that is about to begin, and prints what it keeps of them. An argument
     * takes the place of the payload.
     */
    public static final String SETTINGS = "settings";

    private CommandCall() {}

    /** Runs a verb and returns its exit status. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commandLine = Main.commandLine(arguments);
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case MERGE -> add(commandLine, MERGE, spec -> merge(Path.of(arguments[1]), spec));
            case SETTINGS -> add(commandLine, SETTINGS, spec -> settings(arguments, spec));
            default -> {}
        }
        commandLine.setOut(out);
        commandLine.setErr(err);
        int status = Main.execute(commandLine, arguments);
        out.flush();
        err.flush();
        return status;
    }

    /** Returns the statuses that {@code --help} of a verb lists. */
    public static Set<Integer> documented(String verb) {
        return switch (verb) {
            case MERGE -> documented("clients");
            case SETTINGS -> Set.of(ExitStatus.ANSWERED.code(), ExitStatus.USAGE.code());
            default ->
                Main.commandLine(verb)
                        .getSubcommands()
                        .get(verb)
                        .getCommandSpec()
                        .usageMessage()
                        .exitCodeList()
                        .keySet()
                        .stream()
                        .map(Integer::valueOf)
                        .collect(Collectors.toUnmodifiableSet());
        };
    }

    private interface Body {
        ExitStatus call(CommandSpec spec) throws UserError;
    }

    private static void add(CommandLine commandLine, String name, Body body) {
        CommandSpec[] spec = new CommandSpec[1];
        Callable<Integer> call = () -> body.call(spec[0]).code();
        spec[0] = CommandSpec.wrapWithoutInspection(call)
                .name(name)
                .addPositional(CommandLine.Model.PositionalParamSpec.builder()
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .build());
        commandLine.addSubcommand(name, spec[0]);
    }

    private static ExitStatus merge(Path folder, CommandSpec spec) throws UserError {
        return MergedRun.report(folder, WorkingSettings.resultsFolder(), spec)
                        .findings()
                        .answered()
                ? ExitStatus.ANSWERED
                : ExitStatus.NO_VERDICT;
    }

    private static ExitStatus settings(String[] arguments, CommandSpec spec) throws UserError {
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        if (arguments.length > 1) {
            properties.setProperty("headroom.endpoint.payload", arguments[1]);
        }
        try {
            Settings settings = SettingsLoader.load(SettingsLoader.FILE, properties, System.getenv());
            PrintWriter out = spec.commandLine().getOut();
            settings.payloads().ifPresent(payloads -> out.println(payloads.description()));
            out.println(settings.flat());
            return ExitStatus.ANSWERED;
        } catch (SettingsException e) {
            throw new UserError(ExitStatus.USAGE, e.getMessage());
        }
    }
}
