package io.headroom.endtoend.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.endtoend.ForkedProcess;
import io.headroom.endtoend.KeyForms;
import io.headroom.endtoend.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real searches against a service that gives one of some hostile answers again and again. Each search must end by itself and in words,
 * take no hostile answer for a success, and leave the key nowhere. With {@code -Dheadroom.attack.group=1} each answer gets a search of
 * its own, which takes about 20 minutes.
 */
class AnswersAttackIT {

    /** Number of answers that one search gets. */
    private static final int GROUP = Integer.getInteger("headroom.attack.group", 24);

    /** Index of a column in the records. */
    private static final int STATE = 5;

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("headroom.endpoint.request-timeout", "1500 ms"),
            Map.entry("headroom.endpoint.start-patience", "0 s"),
            Map.entry("headroom.endpoint.expect.path", "score"),
            Map.entry("headroom.endpoint.expect.value", "0.5"),
            Map.entry("headroom.warm-up.limit", "4 s"),
            Map.entry("headroom.search.rounds", "1"),
            Map.entry("headroom.search.precision", "0.5"),
            Map.entry("headroom.search.maximum-callers", "30"),
            Map.entry("headroom.search.step.boundary", "2 s"),
            Map.entry("headroom.search.time-limit", "1 m"),
            Map.entry("headroom.hold.duration", "1 s"),
            Map.entry("headroom.target.duration", "3 s"));

    @TempDir
    Path folder;

    static Stream<List<HostileAnswer>> groups() {
        List<HostileAnswer> all = HostileAnswer.all();
        int count = (all.size() + GROUP - 1) / GROUP;
        return IntStream.range(0, count)
                .mapToObj(group -> IntStream.range(0, all.size())
                        .filter(index -> index % count == group)
                        .mapToObj(all::get)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("groups")
    void searchEndsInWords(List<HostileAnswer> answers) throws Exception {
        Path results = Files.createDirectories(folder.resolve("results"));
        try (HostileService service = HostileService.start(answers, 20, 7);
                ForkedProcess gatling = start(results, service, "SingleClientSimulation", SHORT)) {
            gatling.await();
            String output = gatling.output();

            assertThat(answers).as(output).allMatch(answer -> service.given(answer) > 0);
            assertThat(output)
                    .contains("erdict")
                    .doesNotContain("\tat ", "OutOfMemory", "StackOverflow", "\u001b", "\n##", "\n::");
            assertThat(successes(Results.runFolder(results)))
                    .as(output)
                    .isPositive()
                    .isLessThanOrEqualTo(service.right());
            assertKeyIsNowhere(output);
        }
    }

    private static ForkedProcess start(
            Path results, HostileService service, String simulation, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("headroom.endpoint.url", service.url());
        return ForkedProcess.gatling(results, simulation, Map.of("HEADROOM_API_KEY", KeyForms.KEY), settings);
    }

    /** Every answer once, in turn: only those that are right may count as successes. */
    @Test
    void noHostileAnswerIsASuccess() throws Exception {
        List<HostileAnswer> all = HostileAnswer.all();
        assertThat(all).hasSizeGreaterThanOrEqualTo(60);
        Path results = Files.createDirectories(folder.resolve("results"));
        Map<String, String> settings = new HashMap<>(SHORT);
        settings.put("headroom.fine-tuning.messages", Integer.toString(all.size()));
        try (HostileService service = HostileService.start(all, 1, 1);
                ForkedProcess gatling = start(results, service, "SingleThreadSimulation", settings)) {
            gatling.await();
            List<String> states = states(Results.runFolder(results));

            assertThat(states).as(gatling.output()).hasSameSizeAs(all);
            List<String> taken = IntStream.range(0, all.size())
                    .filter(index ->
                            states.get(index).equals("ok") && !all.get(index).right())
                    .mapToObj(index -> all.get(index).name())
                    .toList();
            assertThat(taken).isEmpty();
            assertKeyIsNowhere(gatling.output());
        }
    }

    /** Returns the states of the scoring requests of a run, in order. */
    private List<String> states(Path run) throws Exception {
        return rows(run).stream()
                .filter(row -> row.contains(",score,"))
                .map(row -> row.split(",", -1)[STATE])
                .toList();
    }

    /** Returns how many requests of a run were successful, as its records say. */
    private long successes(Path run) throws Exception {
        return rows(run).stream()
                .filter(row -> row.split(",", -1)[STATE].equals("ok"))
                .count();
    }

    /** Returns the records of a run; the first one begins with the names of the columns. */
    private List<String> rows(Path run) throws Exception {
        Path csv = folder.resolve("records.csv");
        try (ForkedProcess export =
                ForkedProcess.headroom(folder, Map.of(), "export", run.toString(), "--to", csv.toString())) {
            export.await();
            assertThat(csv).as(export.output()).exists();
        }
        // texts of the service hold line breaks, too
        return List.of(Files.readString(csv).split("\r\n(?=" + run.getFileName() + ",)", -1));
    }

    private void assertKeyIsNowhere(String output) throws IOException {
        KeyForms.assertAbsent("console", output);
        KeyForms.assertAbsent(folder);
    }
}
