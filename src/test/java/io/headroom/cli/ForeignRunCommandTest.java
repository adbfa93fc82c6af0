package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.foreign.ScriptedLoad;
import io.headroom.simlog.TextLogWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A staircase of somebody else's simulation: 100 req/s, 8 callers are never refused. */
class ForeignRunCommandTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        ScriptedLoad.closed(2, 4, 6, 8, 10, 12).log().writeTo(folder);
    }

    @Test
    void stepsAndSaturationPointAreToldWithTheMethod() {
        Typed typed = Typed.headroom("analyze", "--text", folder.toString());

        assertEquals(0, typed.status(), typed.err());
        assertThat(typed.out()).contains("Saturated at 100.0 req/s with 8 callers: clean at 8 callers");
        assertThat(typed.out()).contains("steps are ");
        assertThat(typed.out()).contains("Run it at 70.0 req/s (70 % of that), not verified.");
        assertThat(typed.out()).contains("Sizing for 70.0 req/s");
    }

    @Test
    void podsAndNodesFollowFromItToo() throws Exception {
        Typed typed = Typed.headroom(
                "size", "--json", "--run", folder.toString(), "--measured-pods", "4", "--requests-per-second", "175");

        assertEquals(0, typed.status(), typed.err());
        JsonNode sizing = new ObjectMapper().readTree(typed.out());
        assertEquals(10, sizing.at("/byCapacity/pods").asInt(), "175 / (100 / 4 x 0.7)");
    }

    @Test
    void requestThatIsNotThereIsNamedWithThoseThatAre() {
        Typed typed = Typed.headroom("analyze", "--text", "--request", "pay", folder.toString());

        assertEquals(3, typed.status());
        assertThat(typed.out()).contains("no request is named 'pay'; the log has call");
    }

    @Test
    void logOfErrorsAloneSaysWhichTheyAre() throws Exception {
        TextLogWriter log = TextLogWriter.of("other.Any", "users");
        for (int i = 0; i < 8000; i++) {
            log.user(0, true, i)
                    .error("No baseUrl defined but provided url is relative : /all", i)
                    .user(0, false, i + 1);
        }
        log.writeTo(folder);

        Typed typed = Typed.headroom("analyze", "--text", folder.toString());

        assertEquals(3, typed.status());
        assertThat(typed.out()).contains("\"No baseUrl defined but provided url is relative : /all\" (8000 times)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"analyze --text", "analyze --json", "analyze --tsv", "analyze --csv steps", "size --run"})
    void textOfALogCommandsNothing(String command) throws Exception {
        String hostile = "##vso[task.complete] \u001b[2J \u009b2J \u202e ##teamcity[buildStop]";
        TextLogWriter log = TextLogWriter.of("other." + hostile, hostile);
        log.user(0, true, 0);
        for (int i = 0; i < 400; i++) {
            log.request(List.of(hostile), hostile, 10 * i, 10 * i + 9, i % 2 == 0, "::error::" + hostile);
            log.error("::error::" + hostile, 10 * i);
        }
        log.user(0, false, 4000).writeTo(folder);

        Typed typed = Typed.headroom((command + " " + folder).split(" "));

        assertThat(typed.out() + typed.err())
                .isNotBlank()
                .doesNotContain("##vso[", "##teamcity[", "\u001b", "\u009b", "\u202e")
                .doesNotContainPattern("(?m)^\\s*::");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--text", "--json", "--tsv", "--csv steps", "--csv seconds"})
    void logThatIsCutSaysSoInEveryOutput(String format) throws Exception {
        Path log = folder.resolve("simulation.log");
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length - 5));

        Typed typed = Typed.headroom(("analyze " + format + " " + folder).split(" "));

        assertEquals(3, typed.status());
        String said = List.of("--text", "--json").contains(format) ? typed.out() : typed.err();
        assertThat(said).contains("the log is cut off inside record ");
        assertThat(said).doesNotContain("Saturated at");
    }
}
