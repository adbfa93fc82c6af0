/**
 * Tables for scripts and spreadsheets: steps, seconds and clients as TSV or CSV, and the history of all runs.
 *
 * <p>Owns the columns, and the escaping of cells. May import {@code report}, what that may import, and
 * {@code report.json}, which names the figures.
 */
package io.headroom.report.table;
