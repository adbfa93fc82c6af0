package io.headroom.endtoend.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.text.StringEscapeUtils;

/** Runs an attack in a process with little memory, and reads what went wrong. */
final class AttackRun {

    private static final Path LOGS = Path.of("src", "test", "resources", "logs").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEMORY = "-Xmx128m";

    /** The processes together; a call has its own patience. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** A call takes some ms: more than a hundred times of that, and what a busy machine adds. */
    private static final int SECONDS_OF_A_CALL = 20;

    /** After so many hanging calls the attack ends. */
    private static final int MOST_HANGS = 5;

    /** The same each time, so that the tests of a change do not depend on chance. */
    private static final long FIRST_SEED = 1;

    private final String kind;
    private final Path work;
    private final int first;
    private final int end;
    private final long seed;

    private AttackRun(String kind, int few, int all) {
        this.kind = kind;
        this.work = Path.of("target", "attack", kind).toAbsolutePath();
        this.seed = Long.getLong("headroom.attack.seed", FIRST_SEED);
        this.first = Integer.getInteger("headroom.attack.only", 0);
        this.end = Integer.getInteger("headroom.attack.only") == null
                ? Integer.getInteger("headroom.attack.mutants", Boolean.getBoolean("headroom.attack.full") ? all : few)
                : first + 1;
    }

    /**
     * Damages so many files and returns what went wrong.
     *
     * @param kind logs or files
     * @param few  number of damaged files, as long as nothing else is asked for
     * @param all  number of damaged files of the full attack
     */
    static List<String> faults(String kind, int few, int all) throws Exception {
        return new AttackRun(kind, few, all).run();
    }

    private List<String> run() throws Exception {
        long begun = System.nanoTime();
        clear();
        AttackedFiles.writeSettings(work);
        int next = first;
        int hangs = 0;
        while (next < end && hangs < MOST_HANGS) {
            int status = fork(next);
            if (status == 0) {
                next = end;
            } else if (status == AttackFork.HUNG) {
                hangs++;
                next = lines(AttackFork.DONE).stream()
                                .mapToInt(done -> done.path("number").asInt())
                                .max()
                                .orElse(next - 1)
                        + 2;
            } else {
                return List.of("the process ended with status " + status + ":\n" + Files.readString(output()));
            }
        }
        List<JsonNode> faults = lines(AttackFork.FAULTS);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.println(new AttackSummary(kind, seed, lines(AttackFork.DONE), faults, seconds));
        return described(faults);
    }

    private void clear() throws IOException {
        if (Files.exists(work)) {
            try (Stream<Path> old = Files.walk(work)) {
                for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        Files.createDirectories(work);
    }

    private int fork(int from) throws IOException, InterruptedException {
        clearResults();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        MEMORY,
                        "-XX:+UseSerialGC",
                        "-Dheadroom.gates.minimum-saturation=2000",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AttackFork.class.getName(),
                        kind,
                        Long.toString(seed),
                        Integer.toString(from),
                        Integer.toString(end),
                        LOGS.toString(),
                        Integer.toString(SECONDS_OF_A_CALL))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("HEADROOM_"));
        builder.environment().put("HEADROOM_API_KEY", Hostile.CANARY);
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + PATIENCE);
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private void clearResults() throws IOException {
        Path results = work.resolve("results");
        if (Files.exists(results)) {
            try (Stream<Path> old = Files.walk(results)) {
                for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        AttackedFiles.writeSettings(work);
    }

    private Path output() {
        return work.resolve("output.txt");
    }

    private List<JsonNode> lines(String name) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        if (Files.exists(work.resolve(name))) {
            for (String line : Files.readAllLines(work.resolve(name))) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    private static String visible(String text) {
        return StringEscapeUtils.escapeJava(text);
    }

    /** Describes each kind of fault once, with how often it was found and how to make it again. */
    private List<String> described(List<JsonNode> faults) {
        Map<String, List<JsonNode>> kinds = new TreeMap<>();
        for (JsonNode fault : faults) {
            String wrong = fault.path("wrong").asText().replaceAll("\\d+", "0");
            String what = fault.path("call").asText().split(" ", 2)[0] + ": "
                    + wrong.substring(0, Math.min(60, wrong.length()));
            kinds.computeIfAbsent(what, one -> new ArrayList<>()).add(fault);
        }
        return kinds.values().stream()
                .map(all -> {
                    JsonNode one = all.get(0);
                    return String.format(
                            "%n%d x %s%n  in: headroom %s%n  after: %s (%s), -Dheadroom.attack.seed=%d -Dheadroom.attack.only=%d",
                            all.size(),
                            visible(one.path("wrong").asText()),
                            one.path("call").asText(),
                            one.path("mutation").asText(),
                            work.resolve(one.path("input").asText()),
                            seed,
                            one.path("number").asInt());
                })
                .toList();
    }
}
