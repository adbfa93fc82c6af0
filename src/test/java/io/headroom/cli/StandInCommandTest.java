package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.standin.Failure;
import io.headroom.standin.LatencyDistribution;
import io.headroom.standin.Routing;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.ParseResult;

class StandInCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--pods, 0, pods must be at least 1",
        "--concurrency, 0, concurrency must be at least 1",
        "--latency, 0ms, latency must be above 0",
        "--latency-variation, 6, latency variation must be 0 to 5",
        "--latency-variation, NaN, latency variation must be 0 to 5",
        "--queue-per-pod, -1, queue per pod must be at least 0",
        "--failing-pods, 0, 'expected 1 to 12, or leave the option out where no pod is to fail'",
        "--failing-pods, 13, no more pods can fail than there are",
        "--refused-status, 200, refused status must be 400 to 599",
        "--slow-pods, 0, at least 1 pod must be slow",
        "--slow-pods, 13, no more pods can be slow than there are",
        "--later-pods, 0, at least 1 pod must be left",
        "--limit, 0, the limit of requests per second must be above 0",
        "--gateway-timeout, 0ms, the time-out of the gateway must be above 0",
        "--port, 65536, expected 1 to 65535",
        "--port, 0, 'expected 1 to 65535, or leave the option out for any free one'",
        "--port, -1, expected 1 to 65535",
        "--key-file, no/such/key, no/such/key cannot be read"
    })
    void illegalSettingIsWrongUsage(String option, String value, String message) {
        Typed typed = Typed.headroom("standin", option, value);

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains(message);
        assertEquals("", typed.out());
    }

    @ParameterizedTest
    @CsvSource({
        "--latency, 50, is no duration with its unit",
        "--latency, soon, is no duration with its unit",
        "--cold-start, 5 parsecs, is no duration with its unit",
        "--routing, fastest, round-robin",
        "--latency-distribution, normal, log-normal",
        "--gateway-timeout, 2, is no duration with its unit",
        "--failure, crash, connection-refused",
        "--pods, twelve, twelve"
    })
    void valueThatCannotBeReadIsWrongUsage(String option, String value, String message) {
        Typed typed = Typed.headroom("standin", option, value);

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains(option);
        assertThat(typed.err()).contains(message);
    }

    @ParameterizedTest
    @EnumSource(Routing.class)
    void everyRoutingIsReadByItsWord(Routing routing) {
        assertEquals(routing, option("--routing", routing.word()));
        assertEquals(routing, option("--routing", routing.word().toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @EnumSource(LatencyDistribution.class)
    void everyDistributionIsReadByItsWord(LatencyDistribution distribution) {
        assertEquals(distribution, option("--latency-distribution", distribution.word()));
    }

    @ParameterizedTest
    @EnumSource(Failure.Mode.class)
    void everyFailureIsReadByItsWord(Failure.Mode mode) {
        assertEquals(mode, option("--failure", mode.word()));
    }

    @ParameterizedTest
    @CsvSource({"250ms, 250", "5 s, 5000", "2m, 120000", "0s, 0", "1.5s, 1500"})
    void durationsAreWrittenAsInTheSettings(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), option("--latency", text));
    }

    @Test
    void portThatIsTakenIsExplained() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Typed typed = Typed.headroom("standin", "--port", Integer.toString(taken.getLocalPort()));

            assertEquals(2, typed.status());
            assertThat(typed.err()).contains("port " + taken.getLocalPort());
        }
    }

    @Test
    void unusableKeyIsNotShown() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "s3cr3t value");

        Typed typed = Typed.headroom("standin", "--key-file", file.toString());

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains("--key-file " + file + " holds no usable key");
        assertThat(typed.err()).doesNotContain("s3cr3t");
    }

    private static Object option(String name, String value) {
        ParseResult parsed = Main.commandLine().parseArgs("standin", name, value);
        return parsed.subcommand().matchedOptionValue(name, null);
    }
}
