package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.endpoint.Payloads;
import io.headroom.endpoint.ScoringEndpoint;
import io.headroom.load.StatusOutcomes;
import io.headroom.settings.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Calls that fail without an answer, as those to a service that starts. */
class SmokeCheckTest {

    private static final URI SERVICE = URI.create("http://127.0.0.1:8080/score");

    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void callThatFailsIsMadeAgain() throws Exception {
        SmokeCheck check = check();
        check.begins();
        check.judge();

        assertThat(check.goesOn()).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("smoke call: no answer yet from " + SERVICE + "; trying for ");
    }

    /** The verdict is the last thing that a user reads. */
    @Test
    void interruptedCallIsNotMadeAgainAndTellsNothing() throws Exception {
        SmokeCheck check = check();
        check.begins();
        interrupted.set(true);
        check.judge();

        assertThat(check.goesOn()).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** A run may be interrupted between two calls, or while one is not answered. */
    @Test
    void waitTellsNothingAfterTheInterrupt() throws Exception {
        SmokeWait wait = new SmokeWait(SERVICE, endpoint(), interrupted::get, out);
        wait.begins();
        interrupted.set(true);
        wait.failed(OptionalInt.of(503), Optional.empty());

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private SmokeCheck check() throws Exception {
        ScoringRequest request = new ScoringRequest(
                SERVICE,
                Optional.empty(),
                Payloads.read(Path.of("user-files", "payload.json"), Optional.empty()),
                endpoint(),
                StatusOutcomes.DEFAULT,
                new OpenFiles(),
                new FaultNotices(endpoint().answerLimits(), out));
        return new SmokeCheck(request, interrupted::get, new RunProgress(), out);
    }

    private static ScoringEndpoint endpoint() throws Exception {
        return SettingsLoader.reload(Map.of()).endpoint();
    }
}
