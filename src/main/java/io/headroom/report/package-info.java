/**
 * Reports of runs as data, and what is kept to compare runs with each other. Owns the pipeline from the files of a run's
 * folder to its report and its gates, and the baselines. The sub-packages {@code json}, {@code text}, {@code table} and
 * {@code ci} write reports.
 *
 * <p>May import {@code console}, {@code settings}, {@code gate}, {@code verdict}, {@code runlog}, {@code run}, {@code foreign},
 * {@code simlog}, {@code sizing} and {@code load}. The sub-packages are not among these, so that a report knows nothing of
 * its formats. Computes nothing that a verdict could depend on.
 */
package io.headroom.report;
