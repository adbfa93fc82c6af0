package io.headroom.simlog;

import static io.headroom.simlog.HeardRecords.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A log of random records, and what a reader must say of it. */
final class RandomLog {

    private static final List<String> SCENARIOS = List.of("conductor", "appelants à Zürich", "呼び出し元");
    private static final List<String> TEXTS = List.of(
            "",
            "score",
            "score (settling)",
            "07 round 1 up: 14 callers",
            "refused: HTTP 503",
            "größer",
            "\u00ff",
            "\u0100",
            "負荷 \uD83D\uDE80",
            "tab\there");

    final BinaryLogWriter log = BinaryLogWriter.of("io.headroom.simulation.Any", SCENARIOS.toArray(new String[0]));
    final List<String> expected = new ArrayList<>();
    private final Random random;

    RandomLog(long seed, int records) {
        random = new Random(seed);
        expected.add(line("run", new RunHeader("3.15.1", "io.headroom.simulation.Any", 1_000_000, " ", SCENARIOS)));
        for (int i = 1; i < records; i++) {
            addOne();
        }
    }

    private void addOne() {
        List<String> groups = random.ints(random.nextInt(4), 0, TEXTS.size())
                .mapToObj(TEXTS::get)
                .toList();
        int start = random.nextInt();
        int end = random.nextInt();
        boolean flag = random.nextBoolean();
        switch (random.nextInt(4)) {
            case 0 -> {
                int scenario = random.nextInt(SCENARIOS.size());
                log.user(scenario, flag, end);
                expected.add(line("user", SCENARIOS.get(scenario), flag, end));
            }
            case 1 -> {
                log.group(groups, start, end, flag);
                expected.add(line("group", groups, start, end, flag));
            }
            case 2 -> {
                String message = text();
                log.error(message, end);
                expected.add(line("error", message, end));
            }
            default -> {
                String name = text();
                String message = text();
                log.request(groups, name, start, end, flag, message);
                expected.add(line("request", groups, name, start, end, flag, message));
            }
        }
    }

    /** Mostly one of a few, as in a real log; now and then one that was never seen. */
    private String text() {
        return random.nextInt(8) == 0
                ? "unique " + random.nextInt() + (random.nextBoolean() ? " €" : "")
                : TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
