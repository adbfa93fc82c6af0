package io.headroom.clients;

import io.headroom.load.OutcomeCounts;

/**
 * The requests that an injector has counted so far in the current step. Refuses counts so high that those of all injectors could not be
 * added up.
 *
 * @param refusedBefore requests refused before the measured window
 * @param counts        requests of the measured window by outcome
 */
public record StepProgress(long refusedBefore, OutcomeCounts counts) {

    /** Highest count: more requests than any step sends, and low enough that the sum over many injectors fits into a long. */
    private static final long MOST = 1L << 40;

    public StepProgress {
        if (refusedBefore < 0 || refusedBefore > MOST) {
            throw new IllegalArgumentException("refused = " + refusedBefore + "; expected 0 to " + MOST);
        }
        counts.byOutcome().forEach((outcome, count) -> {
            if (count > MOST) {
                throw new IllegalArgumentException(outcome + " = " + count + "; expected 0 to " + MOST);
            }
        });
    }
}
