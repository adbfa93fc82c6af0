package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A load generator that is not ours. Each of its callers sends a request when the one before was answered. */
enum LoadTool {
    /** See <a href="https://github.com/wg/wrk">wrk</a>. */
    WRK("(\\d+) requests in ", "Socket errors|Non-2xx") {
        @Override
        List<String> command(String program, String url, int callers, long seconds) {
            String script =
                    Path.of("src", "test", "resources", "servers", "post.lua").toString();
            return List.of(program, "-t1", "-c" + callers, "-d" + seconds + "s", "-s", script, url);
        }
    },
    /** See <a href="https://github.com/rakyll/hey">hey</a>. */
    HEY("\\[200]\\s+(\\d+) responses", "Error distribution|\\[[1345]\\d\\d]\\s+\\d+ responses") {
        @Override
        List<String> command(String program, String url, int callers, long seconds) {
            List<String> post = List.of("-m", "POST", "-T", "application/json", "-d", ClosedLoop.PAYLOAD);
            return Stream.of(List.of(program, "-z", seconds + "s", "-c", Integer.toString(callers)), post, List.of(url))
                    .flatMap(List::stream)
                    .toList();
        }
    };

    /**
     * What a tool has counted.
     *
     * @param answers   number of answers, all with status 200
     * @param perSecond the same per second, as the tool has it
     */
    record Count(long answers, double perSecond) {}

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

    private final Pattern answers;
    private final Pattern failures;

    LoadTool(String answers, String failures) {
        this.answers = Pattern.compile(answers);
        this.failures = Pattern.compile(failures);
    }

    abstract List<String> command(String program, String url, int callers, long seconds);

    /** Sends requests for some time, and returns what was counted. Skips the test where the tool is not installed. */
    Count run(Path folder, String url, int callers, Duration time) throws Exception {
        String name = name().toLowerCase(Locale.ROOT);
        List<String> command = command(RealServer.installed(name, name), url, callers, time.toSeconds());
        try (ForkedProcess tool = ForkedProcess.start(folder, Map.of(), command)) {
            assertThat(tool.await()).as(tool.output()).isZero();
            String output = tool.output();
            assertThat(output).doesNotContainPattern(failures);
            return new Count(Long.parseLong(found(answers, output)), Double.parseDouble(found(RATE, output)));
        }
    }

    private static String found(Pattern figure, String output) {
        return figure.matcher(output)
                .results()
                .findFirst()
                .map(result -> result.group(1))
                .orElseThrow(() -> new AssertionError("no " + figure + " in what was printed:\n" + output));
    }
}
