/**
 * Reports of runs as data, and what is kept to compare runs with each other.
 *
 * <p>Owns the pipeline from the files of a run's folder to its report and its gates, and the baselines. The sub-packages
 * {@code json}, {@code text}, {@code table} and {@code ci} write reports; this package must not import them. Computes nothing that a
 * verdict could depend on.
 *
 * <p>May import {@code settings}, {@code gate}, {@code verdict}, {@code runlog}, {@code run}, {@code foreign}, {@code simlog},
 * {@code plan}, {@code sizing}, {@code saturation} and {@code load}.
 */
package io.headroom.report;
