package io.headroom.clients;

import java.time.Duration;

/**
 * How long a coordinator waits.
 *
 * @param firstLead time between the order of the first step and its start, in addition to the time in which idle virtual users notice
 *                  the order; longer than for other steps, because the injectors' JVMs load classes
 * @param lead      the same for every other step
 * @param overdue   how much later than planned a step may end before an injector that has not finished it is dropped
 * @param silence   how long a connection may be silent before its injector is dropped; injectors send ten messages a second
 * @param closing   how long the injectors have to hang up after the end of the run
 */
record CoordinatorTiming(Duration firstLead, Duration lead, Duration overdue, Duration silence, Duration closing) {

    static final CoordinatorTiming DEFAULT = new CoordinatorTiming(
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Connection.SILENCE,
            Duration.ofSeconds(2));
}
