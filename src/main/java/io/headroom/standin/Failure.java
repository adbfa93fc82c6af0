package io.headroom.standin;

import java.time.Duration;
import java.util.Locale;

/**
 * A failure that the stand-in acts out.
 *
 * @param pods    how many pods fail; 0 for none
 * @param mode    how they fail
 * @param after   when it begins, after the start
 * @param lasting how long it lasts
 */
public record Failure(int pods, Mode mode, Duration after, Duration lasting) {

    /** Nothing fails. */
    public static final Failure NONE = new Failure(0, Mode.BAD_GATEWAY, Duration.ZERO, Duration.ZERO);

    /** How pods fail. */
    public enum Mode {
        /** Requests routed to them are answered 502, and so is the readiness probe. */
        BAD_GATEWAY,
        /** The whole service closes its connections and its port, whatever the number of pods. */
        CONNECTION_REFUSED;

        /** The name used in settings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public String toString() {
            return word();
        }
    }

    /** Whether it is on, that long after the start. */
    boolean isOn(Duration sinceStart) {
        return pods > 0 && sinceStart.compareTo(after) >= 0 && sinceStart.compareTo(after.plus(lasting)) < 0;
    }
}
