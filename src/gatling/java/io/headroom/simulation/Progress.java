package io.headroom.simulation;

/**
 * How far a run has got.
 *
 * @param step     number of the step that is run; 0 before the first
 * @param sent     scoring requests sent, the smoke call among them
 * @param answered those of them that were answered, failed, or timed out
 */
record Progress(int step, long sent, long answered) {}
