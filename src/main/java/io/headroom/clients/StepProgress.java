package io.headroom.clients;

import io.headroom.load.OutcomeCounts;

/**
 * The requests that an injector has counted so far in the current step. Refuses counts so high that those of all injectors could not be
 * added up.
 *
 * @param refusedBefore requests refused before the measured window
 * @param inFlight      requests in flight
 * @param counts        requests of the measured window by outcome
 */
public record StepProgress(long refusedBefore, long inFlight, OutcomeCounts counts) {

    public StepProgress {
        WireRange.requests("refused", refusedBefore);
        WireRange.requests("inFlight", inFlight);
        WireRange.requests(counts.byOutcome());
    }
}
