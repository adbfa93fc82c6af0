package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lets what decides the steps throw an exception. The run must end in one sentence, and its log must be readable. */
class FailedDecisionIT {

    /** Decides as ever, but throws on a call of one method and on all later calls of it. */
    private static final String FAILING = """
            package io.headroom.simulation;

            import io.headroom.plan.RunPlan;
            import java.lang.reflect.Proxy;

            final class StepSources {
                static StepSource of(RunSetup run, RunPlan plan, RunClock clock, RunProgress progress) {
                    StepSource real = new LocalSteps(plan, run.settings().plan().search().rule(),
                            run.clients().weights(), Conductor.lead(plan.users()));
                    int[] calls = {0};
                    return (StepSource) Proxy.newProxyInstance(StepSource.class.getClassLoader(),
                            new Class<?>[] {StepSource.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals(System.getProperty("failing.method"))
                                && ++calls[0] >= Integer.getInteger("failing.call")) {
                            throw new ArithmeticException("injected");
                        }
                        method.setAccessible(true);
                        return method.invoke(real, arguments);
                    });
                }
            }
            """;

    private static final Map<String, String> SHORT = Map.of(
            "headroom.warm-up.limit", "1 s",
            "headroom.search.step.minimum", "500 ms",
            "headroom.search.step.boundary", "1 s",
            "headroom.search.rounds", "1",
            "headroom.arrivals.window.minimum", "500 ms");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "SingleClientSimulation, closed, 2, 2",
        "SingleClientSimulation, isConclusive, 3, 1",
        "ArrivalsSimulation, closed, 1, 1",
        "MultiClientSimulation, closed, 2, 2"
    })
    void runEndsInOneSentence(String simulation, String method, String call, int steps) throws Exception {
        Path results = Files.createDirectory(folder.resolve("results"));
        try (ForkedProcess gatling = failing(results, simulation, method, call)) {
            assertEquals(1, gatling.await(), gatling.output());
            assertThat(gatling.output())
                    .contains(
                            "The run ends here: an unexpected error in Headroom itself (ArithmeticException in StepSources.java, line ")
                    .contains("Incomplete: an error in Headroom itself ended the run after ")
                    .doesNotContain("\tat ");
        }
        JsonNode result = Results.json(Results.runFolder(results).resolve("headroom.json"));
        assertEquals("incomplete", result.get("verdict").asText());
        assertThat(result.get("steps").size()).isBetween(Math.min(1, steps), steps);
        assertThat(result.at("/data/complete").asBoolean())
                .as("the log holds all that was measured")
                .isTrue();
    }

    /** Nothing is measured then. */
    @Test
    void failureBeforeTheFirstStepEndsTheRun() throws Exception {
        Path results = Files.createDirectory(folder.resolve("results"));
        try (ForkedProcess gatling = failing(results, "SingleClientSimulation", "ready", "1")) {
            assertEquals(1, gatling.await(), gatling.output());
            assertThat(gatling.output())
                    .contains("The run ends here: an unexpected error in Headroom itself (")
                    .doesNotContain("\tat ");
        }
    }

    private ForkedProcess failing(Path results, String simulation, String method, String call) throws Exception {
        Map<String, String> settings = new HashMap<>(SHORT);
        settings.put("failing.method", method);
        settings.put("failing.call", call);
        return ForkedProcess.gatlingWithClasses(compiled(), results, simulation, settings);
    }

    private Path compiled() throws Exception {
        Path source = Files.writeString(folder.resolve("StepSources.java"), FAILING);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-d",
                folder.resolve("classes").toString(),
                source.toString());
        assertEquals(0, status, "the failing class does not compile");
        return folder.resolve("classes");
    }
}
