/**
 * Holds the vocabulary of a measurement: loads, steps, outcomes, latencies, the statistics of a step, and the
 * elementary statistics (median, quantiles) that other packages share.
 *
 * <p>Pure data and arithmetic. Must not import any other Headroom package, read a clock or do I/O.
 */
package io.headroom.load;
