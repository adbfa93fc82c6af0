/**
 * Tables for programs: steps, seconds and clients as TSV or CSV, and the history of all runs. Owns the columns and the escaping of
 * cells. Columns are named like the fields in {@code report.json}.
 *
 * <p>May import {@code report}, {@code report.json}, {@code settings}, {@code verdict}, {@code runlog},
 * {@code run}, {@code simlog}, {@code sizing}, {@code saturation} and {@code load}.
 */
package io.headroom.report.table;
