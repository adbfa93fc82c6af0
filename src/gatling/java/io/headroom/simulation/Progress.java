package io.headroom.simulation;

/**
 * The progress of a run.
 *
 * @param step     number of the current step; 0 before the first
 * @param sent     scoring requests sent, the smoke call among them
 * @param answered sent requests that were answered, failed, or timed out
 */
record Progress(int step, long sent, long answered) {}
