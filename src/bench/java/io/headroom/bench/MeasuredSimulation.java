package io.headroom.bench;

import io.headroom.runlog.RunLogReader;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs one simulation in a JVM of its own, started as Gatling's Maven plugin starts it, and reads its rate from its log. Both simulations
 * send for five times as long before they are measured, because on a busy machine the compiler needs that long.
 *
 * @param workplace folder and processes of the benchmark
 * @param target    folder with the simulations
 * @param url       URL that requests are sent to
 * @param callers   number of users that send at the same time
 * @param seats     number of users of the suite; those that are no callers wait
 * @param seconds   length of the measurement
 */
record MeasuredSimulation(Workplace workplace, TargetFolder target, String url, int callers, int seats, int seconds) {

    private static final String SUITE = "io.headroom.simulation.SingleClientSimulation";

    /** Given by its name, as this JVM does not have Gatling on its class path. */
    private static final String BARE = "io.headroom.bench.BareSimulation";

    private static final String KEY = "bench-key-of-no-service";
    private static final String PAYLOAD = "{\"data\": [[1.0, 2.0, 3.0, 4.0]]}\n";
    private static final List<String> JVM_OPTIONS = List.of("-XX:MaxInlineLevel=20", "-XX:MaxTrivialSize=12");

    private static final int SUITE_STEPS = 2;

    /** Length of a step in measurements, which end with it: at its beginning the compiler still meets new code. */
    private static final int STEP_FACTOR = 2;

    /** Length of the load in measurements: the warm-up is two steps long, and one step of the search follows. */
    private static final int LOAD_FACTOR = 3 * STEP_FACTOR;

    /** Time for what surrounds the load: the start of the JVM, the smoke call, the verdict. */
    private static final int SPARE_SECONDS = 60;

    /**
     * Runs the suite's main job with all its parts: smoke call, steps, checks, live statistics, verdict. Nothing is refused, so its
     * search ends after the warm-up and one step at the top of its range. An injector without CPU to spare would repeat that step; the
     * time limit ends the search after the first. The end of that step is measured.
     *
     * @return requests per second
     */
    double suite() throws IOException, InterruptedException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("headroom.endpoint.url", url);
        settings.put("headroom.endpoint.payload", payload().toString());
        settings.put("headroom.search.rounds", "1");
        settings.put("headroom.search.start-callers", Integer.toString(callers));
        settings.put("headroom.search.maximum-callers", Integer.toString(seats));
        settings.put("headroom.search.step.minimum", STEP_FACTOR * seconds + " s");
        settings.put("headroom.search.step.maximum", STEP_FACTOR * seconds + " s");
        settings.put("headroom.warm-up.limit", "1 s");
        settings.put("headroom.search.time-limit", (LOAD_FACTOR - 1) * seconds + " s");
        return requestsPerSecond(SUITE, settings, SUITE_STEPS);
    }

    /**
     * Runs the bare simulation.
     *
     * @return requests per second
     */
    double bare() throws IOException, InterruptedException {
        Map<String, String> settings = new TreeMap<>();
        settings.put(BareSimulation.URL, url);
        settings.put(BareSimulation.PAYLOAD, payload().toString());
        settings.put(BareSimulation.AUTHORIZATION, "Bearer " + KEY);
        settings.put(BareSimulation.USERS, Integer.toString(callers));
        settings.put(BareSimulation.SECONDS, Integer.toString(LOAD_FACTOR * seconds + 1));
        return requestsPerSecond(BARE, settings, 0);
    }

    private Path payload() throws IOException {
        return Files.writeString(workplace.folder().resolve("payload.json"), PAYLOAD);
    }

    /** @param leastSteps least number of steps in the log: with fewer, another step than the last was measured */
    private double requestsPerSecond(String simulation, Map<String, String> settings, int leastSteps)
            throws IOException, InterruptedException {
        Path results = Files.createDirectories(workplace.folder().resolve("results"));
        Path output = workplace.folder().resolve("gatling.out");
        List<String> options = new ArrayList<>(JVM_OPTIONS);
        options.add("-Dheadroom.results-folder=" + results);
        settings.forEach((key, value) -> options.add("-D" + key + "=" + value));
        List<String> command = target.gatlingWithSimulations("1g", options);
        command.addAll(List.of("-nr", "-s", simulation, "-rf", results.toString()));
        Process gatling = workplace.start(command, Map.of("HEADROOM_API_KEY", KEY), output);
        try {
            if (!gatling.waitFor(2L * LOAD_FACTOR * seconds + SPARE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it does not end");
            }
            int steps = RunLogReader.read(log(results)).steps().size();
            if (steps < leastSteps) {
                throw new IOException("it ended after " + steps + " steps instead of " + leastSteps);
            }
            return LoadEnd.read(log(results)).requestsPerSecond(1000 * (seconds - 1));
        } catch (IOException | UnreadableLogException e) {
            String said = workplace.isClosed() ? "" : "; it said:\n" + Files.readString(output);
            throw new IOException(simulation + ": " + e.getMessage() + said, e);
        } finally {
            gatling.destroyForcibly().waitFor();
            Workplace.delete(results);
        }
    }

    private static Path log(Path results) throws IOException {
        try (var files = Files.walk(results, 2)) {
            return files.filter(file -> file.endsWith("simulation.log"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("it wrote no log"));
        }
    }
}
