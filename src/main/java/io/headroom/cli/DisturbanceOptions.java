package io.headroom.cli;

import io.headroom.standin.Disturbances;
import io.headroom.standin.Failure;
import io.headroom.standin.PodsChange;
import io.headroom.standin.RateLimit;
import io.headroom.standin.SlowPods;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of what keeps the stand-in from being a service of equal pods that stay. */
final class DisturbanceOptions {

    @Option(names = "--failing-pods", description = "How many pods fail. Default: no failure.")
    private Optional<Integer> failingPods;

    @Option(
            names = "--failure",
            defaultValue = "bad-gateway",
            description = "How they fail, one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Failure.Mode failure;

    @Option(
            names = "--fail-after",
            defaultValue = "0s",
            converter = DurationConverter.class,
            description = "Time from the start to the failure. Default: ${DEFAULT-VALUE}.")
    private Duration failAfter;

    @Option(
            names = "--fail-lasting",
            defaultValue = "1h",
            converter = DurationConverter.class,
            description = "How long they fail. Default: ${DEFAULT-VALUE}.")
    private Duration failLasting;

    @Option(names = "--slow-pods", description = "How many pods are slower than the others. Default: none.")
    private Optional<Integer> slowPods;

    @Option(
            names = "--slow-latency",
            defaultValue = "200ms",
            converter = DurationConverter.class,
            description = "Mean time that a slow pod works on a request. Default: ${DEFAULT-VALUE}.")
    private Duration slowLatency;

    @Option(names = "--later-pods", description = "Number of pods after a change. Default: no change.")
    private Optional<Integer> laterPods;

    @Option(
            names = "--change-after",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "Time from the start to that change. Default: ${DEFAULT-VALUE}.")
    private Duration changeAfter;

    @Option(
            names = "--limit",
            description =
                    "Requests per second that a token bucket lets through; others are answered 429. Default: no limit.")
    private Optional<Double> limit;

    @Option(
            names = "--burst",
            defaultValue = "500",
            description = "Most tokens in that bucket, and how many it starts with. Default: ${DEFAULT-VALUE}.")
    private int burst;

    @Option(
            names = "--gateway-timeout",
            converter = DurationConverter.class,
            description =
                    "Longest time that a request may take before the gateway answers 504; the pod works on it all the"
                            + " same. Default: no time-out.")
    private Optional<Duration> gatewayTimeout;

    /**
     * Returns what the options ask for.
     *
     * @param pods number of pods at the start
     * @throws IllegalArgumentException when a value is not legal
     */
    Disturbances disturbances(int pods) throws UserError {
        if (failingPods.filter(failing -> failing < 1).isPresent()) {
            throw new UserError(
                    ExitStatus.USAGE,
                    "--failing-pods " + failingPods.get() + "; expected 1 to " + pods
                            + ", or leave the option out where no pod is to fail");
        }
        return new Disturbances(
                failingPods.map(failing -> new Failure(failing, failure, failAfter, failLasting)),
                slowPods.map(slow -> new SlowPods(slow, slowLatency)),
                laterPods.map(later -> new PodsChange(later, changeAfter)),
                limit.map(rate -> new RateLimit(rate, burst)),
                gatewayTimeout);
    }
}
