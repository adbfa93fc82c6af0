package io.headroom.simulation;

/** The wall clock that Gatling logs, counted from the start of the run. */
final class RunClock {

    private final long startMillis = System.currentTimeMillis();

    /** When the run started, milliseconds since 1970. */
    long startEpochMillis() {
        return startMillis;
    }

    /** Milliseconds since the start of the run. */
    long millis() {
        return System.currentTimeMillis() - startMillis;
    }
}
