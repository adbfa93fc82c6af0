package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.plan.NextStep.Ending;
import io.headroom.report.ReportedRun;
import io.headroom.runlog.ScriptedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeCommandTest {

    @TempDir
    private Path folder;

    @Test
    void workedExampleOfTheMethodShowsItsArithmetic() {
        String expected = """
                For 24.0 req/s, 0.5 CPU a pod, 4 a node:

                12 pods on 3 nodes by latency, pods busy 100 % of the time
                  pods = ceil(24 req/s x 500 ms / 1 at a time) = 12
                  CPU of the pods = 12 x 0.5 = 6
                  CPU left on a node = 4 - 0.5 Kubernetes - 0.2 logging = 3.3
                  CPU of the front ends = 3 x 1.3 = 3.9
                  nodes = ceil((6 + 3.9) / 3.3) = 3
                  available CPU = 3.3 x 3 - 3.9 = 6
                """;

        Typed typed = size("--requests-per-second 24 --latency 500ms --fraction 1");

        assertEquals(expected, typed.out().replace("\r", ""));
        assertEquals(0, typed.status());
        assertEquals("", typed.err());
    }

    @Test
    void podsThatAreNotToBeFullyBusyAreCountedBesides() {
        Typed typed = size("--requests-per-second 24 --latency 500ms");

        assertThat(typed.out()).contains("12 pods on 3 nodes by latency, pods always busy");
        assertThat(typed.out()).contains("18 pods on 4 nodes by latency, pods busy 70 % of the time");
    }

    @Test
    void everyFigureCanBeGiven() throws Exception {
        JsonNode sizing = json(size("--json --requests-per-second 100 --latency 1s --concurrency 4 --fraction 0.5"
                + " --cpu-per-pod 2 --cpu-per-node 16 --kubernetes-per-node 1 --logging-per-node 1"
                + " --front-ends 2 --cpu-per-front-end 1"));

        assertEquals(100, sizing.path("wantedPerSecond").asDouble());
        assertEquals(0.5, sizing.path("fraction").asDouble());
        assertEquals(50, sizing.at("/byLatency/pods").asInt());
        assertEquals(8, sizing.at("/byLatency/nodes").asInt(), "(100 + 2) / 14 = 7.3");
        assertEquals(25, sizing.at("/fullyBusy/pods").asInt());
        assertTrue(sizing.path("byCapacity").isMissingNode());
    }

    @Test
    void runGivesCapacityAndLatency() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());

        JsonNode target = json(size("--json --measured-pods 12 --run " + folder));
        JsonNode wanted = json(size("--json --measured-pods 12 --requests-per-second 1000 --run " + folder));

        assertEquals(169.4, target.path("wantedPerSecond").asDouble(), 0.01);
        assertEquals(12, target.at("/byCapacity/pods").asInt());
        assertEquals(13, target.at("/byLatency/pods").asInt(), "169.4 x 50 ms / 0.7 = 12.1");
        assertEquals(71, wanted.at("/byCapacity/pods").asInt(), "1000 / (242 / 12 x 0.7) = 70.8");
    }

    @Test
    void runWithoutASaturationPointSizesNothing() throws Exception {
        ReportedRun.written(folder, ScriptedRun.notSaturated());
        Typed notSaturated = size("--run " + folder);
        ReportedRun.written(folder, ScriptedRun.saturated().ended(Ending.INTERRUPTED));
        Typed interrupted = size("--run " + folder);

        assertEquals(3, notSaturated.status());
        assertThat(notSaturated.err()).contains("no saturation point to size by: its verdict is not-saturated");
        assertEquals(3, interrupted.status());
        assertThat(interrupted.err()).contains("its verdict is interrupted");
        assertEquals("", interrupted.out());
    }

    @Test
    void runThatCannotBeReadHasAStatusOfItsOwn() throws Exception {
        Files.writeString(folder.resolve("simulation.log"), "not a log");

        assertEquals(4, size("--run " + folder).status());
        assertEquals(2, size("--run " + folder.resolve("nowhere")).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--latency 500ms                                              | nothing to size by; expected --run RUN",
                "--requests-per-second 24                                     | nothing to size by; expected --run RUN",
                "--requests-per-second 24 --latency 500                       | no duration with its unit",
                "--requests-per-second many --latency 1s                      | many",
                "--requests-per-second NaN --latency 1s                       | wanted requests per second = NaN",
                "--requests-per-second 0 --latency 1s                         | wanted requests per second = 0",
                "--requests-per-second 24 --latency 1s --fraction 70          | fraction = 70; expected a number from 0.01 to 1",
                "--requests-per-second 24 --latency 1s --concurrency 0        | concurrency of a pod = 0",
                "--requests-per-second 24 --latency 1s --cpu-per-node 0.5     | a node of 0.5 CPU has nothing left for pods",
                "--requests-per-second 24 --latency 1s --front-ends -1        | front ends = -1"
            })
    void impossibleInputIsExplained(String line, String mistake) {
        Typed typed = size(line);

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains(mistake);
        assertEquals("", typed.out());
    }

    private static Typed size(String line) {
        return Typed.headroom(("size " + line).split(" +"));
    }

    private static JsonNode json(Typed typed) throws Exception {
        assertEquals(0, typed.status(), typed.err());
        return new ObjectMapper().readTree(typed.out());
    }
}
