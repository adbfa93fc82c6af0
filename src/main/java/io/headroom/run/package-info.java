/**
 * A run's folder: the log, what the run was made with ({@code workload.json}), and how files are written into it.
 *
 * <p>May import {@code settings}, {@code endpoint}, {@code standin}, {@code plan} and {@code simlog}.
 */
package io.headroom.run;
