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
 * Runs one simulation in a JVM of its own, started as Gatling's Maven plugin starts it, and reads its rate from its log.
 * Either simulation sends for five times as long before it is measured: on a busy machine the compiler needs that long.
 *
 * @param workplace where it runs
 * @param target    what it runs
 * @param url       where it sends its requests
 * @param callers   how many send at the same time
 * @param seats     users of the suite, of whom those that are no callers wait
 * @param seconds   how long
 */
record Injector(Workplace workplace, TargetFolder target, String url, int callers, int seats, int seconds) {

    private static final String SUITE = "io.headroom.simulation.SingleClientSimulation";

    /** By name: this JVM has no Gatling. */
    private static final String BARE = "io.headroom.bench.BareSimulation";

    private static final String KEY = "bench-key-of-no-service";
    private static final String PAYLOAD = "{\"data\": [[1.0, 2.0, 3.0, 4.0]]}\n";
    private static final List<String> JVM_OPTIONS = List.of("-XX:MaxInlineLevel=20", "-XX:MaxTrivialSize=12");

    private static final int SUITE_STEPS = 2;

    /** A step is so much longer than what is measured at its end: at its beginning the compiler meets what is new to it. */
    private static final int STEP_FACTOR = 2;

    /** The warm-up is two steps long, and one step of the search follows. */
    private static final int LOAD_FACTOR = 3 * STEP_FACTOR;

    /** For what surrounds the load: the start of the JVM, the smoke call, the verdict. */
    private static final int SPARE_SECONDS = 60;

    /**
     * The suite's main job, in all its parts: smoke call, steps, checks, live statistics, verdict. As nothing is refused, its
     * search ends after the warm-up and one step at the top of its range; where the injector has no CPU to spare, it would try
     * that step again and again, and the time limit ends it after the first. The end of that step is measured.
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

    /** @param leastSteps that have to be in the log: with fewer, another one than the last was measured */
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
