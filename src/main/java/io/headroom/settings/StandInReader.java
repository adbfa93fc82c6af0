package io.headroom.settings;

import io.headroom.standin.Disturbances;
import io.headroom.standin.Failure;
import io.headroom.standin.LatencyDistribution;
import io.headroom.standin.PodsChange;
import io.headroom.standin.RateLimit;
import io.headroom.standin.Routing;
import io.headroom.standin.SlowPods;
import io.headroom.standin.StandInSettings;
import java.time.Duration;
import java.util.Optional;

/** Reads the settings of the built-in scoring service. */
final class StandInReader {

    private static final int MOST_PODS = 10_000;
    private static final Duration DAY = Duration.ofDays(1);

    private final ConfigReader reader;

    StandInReader(ConfigReader reader) {
        this.reader = reader;
    }

    StandInSettings standIn() {
        int pods = reader.integer("stand-in.pods", 1, MOST_PODS);
        return new StandInSettings(
                pods,
                reader.integer("stand-in.concurrency", 1, 10_000),
                reader.duration("stand-in.latency", Duration.ofMillis(1), Duration.ofHours(1)),
                reader.number("stand-in.latency-variation", 0, 5),
                reader.oneOf("stand-in.latency-distribution", LatencyDistribution.values(), LatencyDistribution::word),
                reader.integer("stand-in.queue-per-pod", 0, 1_000_000),
                reader.integer("stand-in.refused-status", 400, 599),
                reader.oneOf("stand-in.routing", Routing.values(), Routing::word),
                reader.duration("stand-in.cold-start", Duration.ZERO, DAY),
                new Disturbances(failure(pods), slow(pods), change(), limit(), timeOut()));
    }

    private Optional<Failure> failure(int pods) {
        Failure.Mode mode = reader.oneOf("stand-in.failure.mode", Failure.Mode.values(), Failure.Mode::word);
        Duration after = reader.duration("stand-in.failure.after", Duration.ZERO, DAY);
        Duration lasting = reader.duration("stand-in.failure.lasting", Duration.ZERO, DAY);
        return reader.optional("stand-in.failure.pods", ValueType.integer(1, pods))
                .map(failing -> new Failure(failing, mode, after, lasting));
    }

    private Optional<SlowPods> slow(int pods) {
        Duration latency = reader.duration("stand-in.slow.latency", Duration.ofMillis(1), Duration.ofHours(1));
        return reader.optional("stand-in.slow.pods", ValueType.integer(1, pods))
                .map(slow -> new SlowPods(slow, latency));
    }

    private Optional<PodsChange> change() {
        Duration after = reader.duration("stand-in.change.after", Duration.ZERO, DAY);
        return reader.optional("stand-in.change.pods", ValueType.integer(1, MOST_PODS))
                .map(later -> new PodsChange(later, after));
    }

    private Optional<Duration> timeOut() {
        return reader.optional(
                "stand-in.gateway-timeout", ValueType.duration(Duration.ofMillis(1), Duration.ofHours(1)));
    }

    private Optional<RateLimit> limit() {
        int burst = reader.integer("stand-in.limit.burst", 1, 1_000_000);
        return reader.optional("stand-in.limit.requests-per-second", ValueType.positive(1_000_000))
                .map(rate -> new RateLimit(rate, burst));
    }
}
