package io.headroom.clients;

import java.time.Instant;

/** Reads the wall clock in fractions of a millisecond. */
final class WallClock {

    private static final double NANOS_PER_MILLI = 1e6;

    private WallClock() {}

    /** Returns the time in milliseconds since 1970. */
    static double millis() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1000.0 + now.getNano() / NANOS_PER_MILLI;
    }
}
