/**
 * Holds the vocabulary of a measurement: loads, steps, outcomes, latencies, the statistics of a step, and the
 * elementary statistics (median, quantiles) that other packages share.
 *
 * <p>Pure data and arithmetic. May import no other package. Reads no clock and does no I/O.
 */
package io.headroom.load;
