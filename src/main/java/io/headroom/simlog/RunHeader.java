package io.headroom.simlog;

import java.util.List;

/**
 * The first record of a log.
 *
 * @param gatlingVersion   that wrote it
 * @param simulationClass  that ran
 * @param startEpochMillis start of the run; all times in the log count from it
 * @param description      given by the user, often blank
 * @param scenarios        their names; none where the log is in text, which does not list them
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
