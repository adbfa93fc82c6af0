package io.headroom.simulation;

import io.headroom.load.ArrivalSchedule;
import io.headroom.load.ClientShare;
import io.headroom.load.Load;
import io.headroom.plan.NextStep;
import java.util.Optional;

/**
 * What one client does in a step; or, in a run that has no clients, what all seats do.
 *
 * @param client its number, from 1; 0 in a run without clients
 * @param load   its share of the load
 * @param seats  how many of its seats take part
 */
record StepPart(int client, Load load, int seats) {

    /** All of a step. */
    static StepPart whole(NextStep.Run run, int arrivalSeats) {
        return of(0, run.step().load(), arrivalSeats);
    }

    /** @param arrivalSeats how many of its seats share its arrivals */
    static StepPart of(int client, Load load, int arrivalSeats) {
        return new StepPart(client, load, load.concurrentCallers().orElse(arrivalSeats));
    }

    /** The name of the group that its requests are in, inside the step's group; none in a run without clients. */
    Optional<String> label() {
        return client == 0 ? Optional.empty() : Optional.of(new ClientShare(client, load).label());
    }

    /**
     * When its arrivals are due, if that is its load.
     *
     * @param clients of the whole run; their schedules differ, and constant ones lie evenly between each other
     */
    Optional<ArrivalSchedule> schedule(NextStep.Run run, long seed, int clients) {
        int before = Math.max(0, client - 1);
        return load.schedule(
                run.longestSettling(),
                run.length(),
                seed + run.step().number() + (long) before * 1_000_003,
                (double) before / clients);
    }
}
