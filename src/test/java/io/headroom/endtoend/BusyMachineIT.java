package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.standin.SampleStandIn;
import io.headroom.standin.StandIn;
import io.headroom.standin.StandInSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Measures on a machine whose CPU is taken by processes that do nothing but compute: four for each processor. */
@Isolated("it keeps the machine busy")
class BusyMachineIT {

    private static final Path STAT = Path.of("/proc/stat");
    private static final int PROCESSES = 4 * Runtime.getRuntime().availableProcessors();

    private static final StandInSettings SERVICE =
            SampleStandIn.taking(Duration.ofMillis(50)).withPods(12, 1, 2).settings();

    @TempDir
    private Path results;

    @Test
    void otherWorkThatTakesTheCpuIsSaidBesideTheResult() throws Exception {
        assumeTrue(Files.isReadable(STAT), "needs /proc/stat, which only Linux has");
        List<ForkedProcess> busy = new ArrayList<>();
        try (StandIn standIn = StandIn.start(SERVICE, Optional.empty())) {
            for (int i = 0; i < PROCESSES; i++) {
                busy.add(ForkedProcess.start(results, Map.of(), List.of("sh", "-c", "while :; do :; done")));
            }
            JsonNode result;
            long[] before = idleAndAll();
            try (ForkedProcess run =
                    ForkedProcess.gatling(results, "SingleClientSimulation", Map.of(), settings(standIn))) {
                run.await(); // with or without an answer
                result = Results.json(Results.runFolder(results).resolve("headroom.json"));
                assertThat(run.output())
                        .contains("the machine's CPU was ", "other work (or the service, if it runs here)");
            }
            long[] after = idleAndAll();
            double used = 1 - (after[0] - before[0]) / (double) (after[1] - before[1]);
            assertThat(used).as("the machine was really full").isGreaterThan(0.95);
            assertThat(result.at("/fullMachine/machineCpuShare").asDouble()).isGreaterThan(0.9);
            assertThat(result.at("/fullMachine/injectorCpuShare").asDouble()).isLessThan(0.5);
        } finally {
            busy.forEach(ForkedProcess::close);
        }
    }

    private static Map<String, String> settings(StandIn service) {
        return new HashMap<>(Map.of(
                "headroom.endpoint.url", service.url().toString(),
                "headroom.search.rounds", "1",
                "headroom.search.maximum-callers", "8",
                "headroom.search.step.boundary", "1 s",
                "headroom.warm-up.limit", "2 s",
                "headroom.target.duration", "2 s"));
    }

    /** Returns the ticks that all processors were idle, and all ticks, by the first line of {@code /proc/stat}. */
    private static long[] idleAndAll() throws IOException {
        long[] ticks = Stream.of(Files.readAllLines(STAT)
                        .get(0)
                        .replaceFirst("cpu +", "")
                        .split(" ", -1))
                .mapToLong(Long::parseLong)
                .limit(8)
                .toArray();
        return new long[] {ticks[3] + ticks[4], LongStream.of(ticks).sum()};
    }
}
