package io.headroom.simulation;

import io.headroom.load.ArrivalSchedule;
import io.headroom.load.ClientShare;
import io.headroom.load.Load;
import io.headroom.plan.NextStep;
import java.util.Optional;

/**
 * One client's part of a step, or the whole step in a run without clients.
 *
 * @param client its number, from 1; 0 in a run without clients
 * @param load   its share of the load
 * @param users  number of its virtual users that take part
 */
record StepPart(int client, Load load, int users) {

    /** Returns the whole step as one part. */
    static StepPart whole(NextStep.Run run, int arrivalUsers) {
        return of(0, run.step().load(), arrivalUsers);
    }

    /** @param arrivalUsers number of the client's virtual users that send arrivals, if that is its load */
    static StepPart of(int client, Load load, int arrivalUsers) {
        return new StepPart(client, load, load.concurrentCallers().orElse(arrivalUsers));
    }

    /** Returns the name of the group for its requests, inside the step's group; empty in a run without clients. */
    Optional<String> label() {
        return client == 0 ? Optional.empty() : Optional.of(new ClientShare(client, load).label());
    }

    /**
     * Returns the times at which its arrivals are due; empty for other loads.
     *
     * @param clients number of clients of the whole run: each has a different schedule, and constant arrivals are staggered evenly
     */
    Optional<ArrivalSchedule> schedule(NextStep.Run run, long seed, int clients) {
        int before = Math.max(0, client - 1);
        long own = seed + run.step().number() + (long) before * 1_000_003;
        double phase = (double) before / clients;
        return run.step().purpose().leavesNumberToChance()
                ? load.scheduleByChance(run.longestSettling(), run.length(), own, phase)
                : load.schedule(run.longestSettling(), run.length(), own, phase);
    }
}
