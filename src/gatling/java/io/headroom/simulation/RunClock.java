package io.headroom.simulation;

/** Reads the wall clock, which Gatling logs, relative to the start of the run. */
final class RunClock {

    private final long startMillis = System.currentTimeMillis();

    /** Returns the start of the run, in milliseconds since 1970. */
    long startEpochMillis() {
        return startMillis;
    }

    /** Returns the time in milliseconds since the start of the run. */
    long millis() {
        return System.currentTimeMillis() - startMillis;
    }
}
