/**
 * Judges a run: replays the plan on the steps that the log contains, and states what they prove.
 *
 * <p>{@link io.headroom.verdict.Analysis} is the way from a log to {@link io.headroom.verdict.Findings}, which has one case for
 * each kind of run.
 *
 * <p>May import {@code runlog}, {@code foreign}, {@code simlog}, {@code plan}, {@code sizing}, {@code saturation} and {@code load}.
 * Pure: reads no file and no clock, and starts no thread.
 */
package io.headroom.verdict;
