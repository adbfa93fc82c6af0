package io.headroom.standin;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A failure that the stand-in acts out.
 *
 * @param pods    how many pods fail; at least 1
 * @param mode    how they fail
 * @param after   time from the start of the service to the start of the failure
 * @param lasting length of the failure
 */
public record Failure(int pods, Mode mode, Duration after, Duration lasting) {

    public Failure {
        if (pods < 1) {
            throw new IllegalArgumentException("stand-in: at least 1 pod must fail where pods are to fail");
        }
    }

    /** Ways in which pods fail. */
    public enum Mode {
        /** Requests routed to them are answered 502, and so is the readiness probe. */
        BAD_GATEWAY,
        /** Requests routed to them are answered 503, and so is the readiness probe: as before the first pod of a service is up. */
        UNAVAILABLE,
        /** The whole service closes its connections and its port, however many pods are to fail. */
        CONNECTION_REFUSED;

        /** Returns the name used in settings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public String toString() {
            return word();
        }
    }

    /** Returns the status that the failing pods answer with; empty when connections are refused instead. */
    OptionalInt status() {
        return switch (mode) {
            case BAD_GATEWAY -> OptionalInt.of(502);
            case UNAVAILABLE -> OptionalInt.of(503);
            case CONNECTION_REFUSED -> OptionalInt.empty();
        };
    }

    /** Returns whether pods fail at a time after the start of the service. */
    boolean isOn(Duration sinceStart) {
        return sinceStart.compareTo(after) >= 0 && sinceStart.compareTo(after.plus(lasting)) < 0;
    }
}
