package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class MainTest {

    @Test
    void helpNamesVerbsAndExitStatus() {
        Typed typed = Typed.headroom("--help");

        assertEquals(0, typed.status());
        assertThat(typed.out()).contains("analyze");
        assertThat(typed.out()).contains("standin");
        assertThat(typed.out()).matches("(?s).*Exit status:.*0.*2.*3.*4.*");
    }

    @ParameterizedTest
    @CsvSource({"analyze, 0 2 3 4", "gate, 0 1 2 3 4", "coordinate, 0 2 3 4", "export, 0 2 4", "standin, 0 2 4"})
    void helpOfAVerbNamesTheStatusesThatItCanEndWith(String verb, String codes) {
        String help = Typed.headroom(verb, "--help").out();

        assertThat(help.substring(help.indexOf("Exit status:")).lines())
                .filteredOn(line -> line.matches(" {2}\\d.*"))
                .extracting(line -> line.strip().replaceAll(" .*", ""))
                .containsExactly(codes.split(" "));
    }

    /** On a terminal picocli colours what it prints; the property says that this is one. */
    @ParameterizedTest
    @ValueSource(strings = {"--help", "gate --help", "gate --no-such-option", "no-such-verb", ""})
    void helpAndMistakesHaveNoColours(String line) {
        System.setProperty("picocli.ansi", "true");
        try {
            Typed typed = Typed.headroom(line.isEmpty() ? new String[0] : line.split(" "));

            assertThat(typed.out() + typed.err()).contains("headroom").doesNotContain("\\u001b", "\u001b");
        } finally {
            System.clearProperty("picocli.ansi");
        }
    }

    @Test
    void onlyTheVerbThatIsTypedIsLoaded() {
        assertThat(Main.commandLine("analyze", "results").getSubcommands()).containsOnlyKeys("analyze");
        assertThat(Main.commandLine("--help").getSubcommands()).hasSize(Verb.values().length);
    }

    @Test
    void unexpectedExceptionIsNotTakenForAFailedGate() throws Exception {
        CommandLine commandLine = Main.commandLine("gate");
        StringWriter err = new StringWriter();
        commandLine.setErr(new PrintWriter(err));
        CommandLine.ParseResult parsed = commandLine.parseArgs("gate", "--last");

        int status = commandLine
                .getExecutionExceptionHandler()
                .handleExecutionException(new IllegalStateException("no such step"), commandLine, parsed);

        assertEquals(70, status);
        assertThat(err.toString())
                .startsWith(
                        "headroom: an unexpected error in Headroom itself (IllegalStateException in MainTest.java, line ")
                .contains("--trace")
                .doesNotContain("no such step")
                .hasLineCount(1);
    }

    @Test
    void textOfAMistakeCommandsNothing() {
        Typed typed = Typed.headroom("compare", "a\n::error::x\u001b[2J", "##vso[task.complete]");

        assertEquals(2, typed.status());
        assertThat(typed.err())
                .startsWith("headroom: a ::error::x\\u001b[2J is neither")
                .doesNotContain("##vso[");
        assertThat(typed.err().lines()).hasSize(1);
    }

    @Test
    void versionIsThatOfTheBuild() {
        Typed typed = Typed.headroom("--version");

        assertEquals(0, typed.status());
        assertThat(typed.out()).matches("headroom \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @ParameterizedTest
    @CsvSource({"'', a verb is missing", "zzz, zzz", "analyze, RUN", "analyze --run, RUN", "standin here, here"})
    void wrongUsageNamesTheMistakeAndShowsTheUsage(String line, String mistake) {
        Typed typed = Typed.headroom(line.isEmpty() ? new String[0] : line.split(" "));

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains(mistake);
        assertThat(typed.err()).contains("Usage: headroom");
        assertEquals("", typed.out());
    }

    @Test
    void optionThatDoesNotExistNamesTheNearest() {
        Typed typed = Typed.headroom("--verson");

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains("'--verson'");
        assertThat(typed.err()).contains("--version");
    }

    @ParameterizedTest
    @CsvSource({
        "analyze, --json",
        "gate, --last",
        "compare, BEFORE",
        "baseline, save",
        "size, --requests-per-second",
        "export, --to",
        "standin, --latency-variation"
    })
    void everyVerbExplainsItsOptions(String verb, String option) {
        Typed typed = Typed.headroom(verb, "--help");

        assertEquals(0, typed.status());
        assertThat(typed.out()).contains("Usage: headroom " + verb);
        assertThat(typed.out()).contains(option);
    }

    /** Status 1 is that of a failed gate. */
    @Test
    void errorsOfTheJvmHaveTheStatusOfUnexpectedOnes() {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine("analyze");
        commandLine.setErr(new PrintWriter(err));
        commandLine.addSubcommand("full", failing(new OutOfMemoryError("Java heap space")));
        commandLine.addSubcommand("broken", failing(new NoClassDefFoundError("no/such/Type")));

        assertEquals(70, Main.execute(commandLine, "full"));
        assertThat(err.toString()).startsWith("headroom: out of memory (Java heap space); give Java more: java -Xmx2g");
        assertEquals(70, Main.execute(commandLine, "broken"));
        assertThat(err.toString())
                .contains("an unexpected error in Headroom itself (NoClassDefFoundError in MainTest.java");
        assertThat(err.toString()).hasLineCount(2);
    }

    @Test
    void whatNoVerbForeseesIsOneSentenceAndItsTraceIsThereForTheAsking() {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine("analyze");
        commandLine.setErr(new PrintWriter(err));
        commandLine.addSubcommand("endless", failing(new StackOverflowError()));

        assertEquals(70, Main.execute(commandLine, "endless"));
        assertThat(err.toString()).hasLineCount(1).doesNotContain("\tat ");
        assertEquals(70, Main.execute(commandLine, "endless", "--trace"));
        assertThat(err.toString()).contains("java.lang.StackOverflowError").contains("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "analyze --help", "size --requests-per-second 24 --latency 500ms"})
    void resultThatCannotBeWrittenIsAnError(String line) {
        StringWriter err = new StringWriter();
        String[] arguments = line.split(" ");
        CommandLine commandLine = Main.commandLine(arguments);
        commandLine.setOut(StandardOutput.to(new Unwritable("No space left on device"), StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(err));

        assertEquals(4, Main.execute(commandLine, arguments));
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("headroom: standard output cannot be written: No space left on device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "analyze --help", "size --requests-per-second 24 --latency 500ms"})
    void readerThatWentAwayIsNoErrorToTalkAbout(String line) {
        StringWriter err = new StringWriter();
        String[] arguments = line.split(" ");
        CommandLine commandLine = Main.commandLine(arguments);
        commandLine.setOut(StandardOutput.to(new Unwritable("Broken pipe"), StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(err));

        assertEquals(141, Main.execute(commandLine, arguments));
        assertEquals("", err.toString());
    }

    @Test
    void fileThatCannotBeUsedIsNamedWithItsReason() {
        StringWriter err = new StringWriter();
        Exception denied = new UncheckedIOException(new AccessDeniedException("/results/run"));

        assertEquals(ExitStatus.UNREADABLE, UnexpectedError.tell(denied, new PrintWriter(err), false));
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "headroom: a file cannot be read or written: /results/run: permission denied");
    }

    private static final class Unwritable extends OutputStream {
        private final String reason;

        private Unwritable(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(reason);
        }
    }

    private static CommandSpec failing(Error error) {
        Callable<Integer> command = () -> {
            throw error;
        };
        return CommandSpec.wrapWithoutInspection(command);
    }
}
