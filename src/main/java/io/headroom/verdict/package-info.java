/**
 * Judges a run: replays the plan on the steps that its log holds, and states what they prove.
 *
 * <p>May import {@code runlog}, {@code foreign}, {@code simlog}, {@code plan}, {@code sizing}, {@code saturation} and {@code load}.
 * Pure: reads no file, no clock and starts no thread.
 */
package io.headroom.verdict;
