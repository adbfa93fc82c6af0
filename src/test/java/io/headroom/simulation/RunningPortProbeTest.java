package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.endpoint.PortFinding;
import io.headroom.endpoint.SmallServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RunningPortProbeTest {

    /** The server is silent until the test lets it go, so that a probe that blocked its caller would never return. */
    @Test
    @Timeout(30)
    void callerDoesNotWaitForTheAnswer() throws Exception {
        CountDownLatch silent = new CountDownLatch(1);
        try (SmallServer server = SmallServer.start((connection, any) -> {
            any.request(connection);
            await(silent);
            connection.getOutputStream().write("no TLS".getBytes(StandardCharsets.US_ASCII));
        })) {
            RunningPortProbe probe = RunningPortProbe.start(server.url("https"), Duration.ofSeconds(60));

            assertThat(probe.isRunning()).isTrue();
            assertThat(probe.found()).isEmpty();

            silent.countDown();
            while (probe.isRunning()) {
                Thread.onSpinWait();
            }
            assertThat(probe.found()).contains(PortFinding.NO_TLS);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
