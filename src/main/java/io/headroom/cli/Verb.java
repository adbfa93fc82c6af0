package io.headroom.cli;

import static io.headroom.cli.ExitStatus.ANSWERED;
import static io.headroom.cli.ExitStatus.GATE_FAILED;
import static io.headroom.cli.ExitStatus.NO_VERDICT;
import static io.headroom.cli.ExitStatus.UNREADABLE;
import static io.headroom.cli.ExitStatus.USAGE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The verbs of the command line, each with its command and the exit statuses that it can end with. */
enum Verb {
    ANALYZE,
    GATE,
    BASELINE,
    COMPARE,
    SIZE,
    CLIENTS,
    COORDINATE,
    EXPORT,
    STANDIN;

    /** Creates the command. A switch, because it loads no class of the other commands. */
    private Object command() {
        return switch (this) {
            case ANALYZE -> AnalyzeCommand.spec();
            case GATE -> new GateCommand();
            case BASELINE -> new BaselineCommand();
            case COMPARE -> new CompareCommand();
            case SIZE -> new SizeCommand();
            case CLIENTS -> new ClientsCommand();
            case COORDINATE -> new CoordinateCommand();
            case EXPORT -> new ExportCommand();
            case STANDIN -> new StandInCommand();
        };
    }

    private List<ExitStatus> statuses() {
        return switch (this) {
            case GATE -> List.of(ANSWERED, GATE_FAILED, USAGE, NO_VERDICT, UNREADABLE);
            case ANALYZE, BASELINE, COMPARE, SIZE, CLIENTS, COORDINATE ->
                List.of(ANSWERED, USAGE, NO_VERDICT, UNREADABLE);
            case EXPORT, STANDIN -> List.of(ANSWERED, USAGE, UNREADABLE);
        };
    }

    /** Adds the command to the command line, with its exit statuses in {@code --help}. */
    void addTo(CommandLine commandLine) {
        commandLine.addSubcommand(typed(), command());
        describe(commandLine.getSubcommands().get(typed()).getCommandSpec(), statuses());
    }

    /** Lists exit statuses in the {@code --help} of a command. */
    static void describe(CommandSpec spec, List<ExitStatus> statuses) {
        spec.usageMessage().exitCodeListHeading("%nExit status:%n").exitCodeList(ExitStatus.meanings(statuses));
    }

    /** Returns the verb as users type it. */
    private String typed() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the verbs that can be meant by the arguments: the one that the first argument names, or all of them. Loading one
     * command is faster than loading all, most of all for {@code analyze}.
     */
    static List<Verb> meantBy(String... arguments) {
        List<Verb> named = Arrays.stream(values())
                .filter(verb -> arguments.length > 0 && verb.typed().equals(arguments[0]))
                .toList();
        return named.isEmpty() ? List.of(values()) : named;
    }

    /** Returns the names of all verbs, for error messages. */
    static String all() {
        return Arrays.stream(values()).map(Verb::typed).collect(Collectors.joining(", "));
    }
}
