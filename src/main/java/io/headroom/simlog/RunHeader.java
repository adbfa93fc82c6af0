package io.headroom.simlog;

import java.util.List;

/**
 * The header of a log.
 *
 * @param gatlingVersion   version of the Gatling that wrote the log
 * @param simulationClass  name of the simulation's class
 * @param startEpochMillis start of the run, milliseconds since 1970; the times of all records count from it
 * @param description      description given by the user, often blank
 * @param scenarios        names of the scenarios; empty for a text log, which does not list them
 */
public record RunHeader(
        String gatlingVersion,
        String simulationClass,
        long startEpochMillis,
        String description,
        List<String> scenarios) {

    public RunHeader {
        scenarios = List.copyOf(scenarios);
    }
}
