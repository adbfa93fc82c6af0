/**
 * From a log to findings: rebuilds the steps, replays the plan on them, and says what they prove.
 *
 * <p>May import {@code foreign}, {@code simlog}, {@code plan}, {@code sizing}, {@code saturation} and {@code load}. Judges data; renders
 * nothing.
 */
package io.headroom.verdict;
