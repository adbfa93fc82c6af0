/**
 * What was offered and what came back: loads, steps, outcomes, latencies and the statistics of a step.
 *
 * <p>Pure data and arithmetic. Must not import any other Headroom package, read a clock or do I/O.
 */
package io.headroom.load;
