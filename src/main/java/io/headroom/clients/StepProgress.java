package io.headroom.clients;

import io.headroom.load.OutcomeCounts;

/**
 * The requests that an injector has counted so far in the current step.
 *
 * @param refusedBefore requests refused before the measured window
 * @param counts        requests of the measured window by outcome
 */
public record StepProgress(long refusedBefore, OutcomeCounts counts) {}
