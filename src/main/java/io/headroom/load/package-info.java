/**
 * What was offered and what came back: loads, steps, outcomes, latencies and the statistics of a step.
 *
 * <p>Pure data and arithmetic. May import no other package. Reads no clock and does no I/O.
 */
package io.headroom.load;
