/**
 * A run's folder: the log, what the run was made with ({@code workload.json}), and how files are written into it.
 *
 * <p>May import {@code simlog} and {@code load}.
 */
package io.headroom.run;
