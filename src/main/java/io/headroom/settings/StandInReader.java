package io.headroom.settings;

import io.headroom.standin.Failure;
import io.headroom.standin.Routing;
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
                reader.integer("stand-in.queue-per-pod", 0, 1_000_000),
                reader.oneOf("stand-in.routing", Routing.values(), Routing::word),
                reader.duration("stand-in.cold-start", Duration.ZERO, DAY),
                failure(pods));
    }

    private Optional<Failure> failure(int pods) {
        Failure.Mode mode = reader.oneOf("stand-in.failure.mode", Failure.Mode.values(), Failure.Mode::word);
        Duration after = reader.duration("stand-in.failure.after", Duration.ZERO, DAY);
        Duration lasting = reader.duration("stand-in.failure.lasting", Duration.ZERO, DAY);
        return reader.optional("stand-in.failure.pods", ValueType.integer(1, pods))
                .map(failing -> new Failure(failing, mode, after, lasting));
    }
}
