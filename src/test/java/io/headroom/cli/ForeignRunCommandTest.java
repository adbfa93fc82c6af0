package io.headroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.foreign.ScriptedLoad;
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
        assertTrue(typed.out().contains("Saturated at 100.0 req/s with 8 callers: clean at 8 callers"), typed.out());
        assertTrue(typed.out().contains("steps are "), typed.out());
        assertTrue(typed.out().contains("Run it at 70.0 req/s (70 % of that), not verified."), typed.out());
        assertTrue(typed.out().contains("Sizing for 70.0 req/s"), typed.out());
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
        assertTrue(typed.out().contains("no request is named 'pay'; the log has call"), typed.out());
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
        assertTrue(said.contains("the log is cut off inside record "), said);
        assertFalse(said.contains("Saturated at"), said);
    }
}
