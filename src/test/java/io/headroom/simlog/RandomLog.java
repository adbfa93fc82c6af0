package io.headroom.simlog;

import static io.headroom.simlog.HeardRecords.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A log of random records, and what a reader must report for it. */
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

    private static final String SIMULATION = "io.headroom.simulation.Any";

    final LogWriter log;
    final List<String> expected = new ArrayList<>();
    private final Random random;
    private final boolean inText;

    /** Returns the log in the binary format. */
    RandomLog(long seed, int records) {
        this(seed, records, BinaryLogWriter.of(SIMULATION, SCENARIOS.toArray(new String[0])), false);
    }

    private RandomLog(long seed, int records, LogWriter log, boolean inText) {
        this.log = log;
        this.inText = inText;
        random = new Random(seed);
        expected.add(
                inText
                        ? line("run", new RunHeader("3.12.0", SIMULATION, TextLogWriter.START, "a\ttab", List.of()))
                        : line("run", new RunHeader("3.15.1", SIMULATION, 1_000_000, " ", SCENARIOS)));
        for (int i = 1; i < records; i++) {
            addOne();
        }
    }

    /** Returns the log in the text format, with this line end. */
    static RandomLog inText(long seed, int records, String lineEnd) {
        TextLogWriter log = new TextLogWriter(lineEnd, SCENARIOS.toArray(new String[0]));
        return new RandomLog(seed, records, log.header("3.12.0", SIMULATION, "a\ttab"), true);
    }

    private void addOne() {
        List<String> groups = random.ints(random.nextInt(4), 0, TEXTS.size())
                .mapToObj(TEXTS::get)
                .filter(group -> !inText || TextLogWriter.keeps(group))
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
                String kept = inText ? message.replace('\t', ' ') : message;
                expected.add(line("request", groups, name, start, end, flag, kept));
            }
        }
    }

    /** Returns mostly one of a few strings, as in a real log, and now and then a new one. */
    private String text() {
        return random.nextInt(8) == 0
                ? "unique " + random.nextInt() + (random.nextBoolean() ? " €" : "")
                : TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
