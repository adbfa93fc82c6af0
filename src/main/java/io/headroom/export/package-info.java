/**
 * Exports every request of a run as a row: as CSV, or into a DuckDB file that has the method's queries as views.
 *
 * <p>Logs are read twice. The first pass finds what must be known before the first row can be written: the distinct values of text
 * columns, the number of requests, and whether the logs are of one run. The second pass writes the rows. The logs of a run of several
 * clients are read once more before that, by {@code runlog}, which says what is missing. Every pass streams, in constant memory.
 *
 * <p>May import {@code runlog}, {@code run}, {@code simlog}, {@code console} and {@code load}. Only {@code io.headroom.export.DuckDbFile}
 * knows the database.
 */
package io.headroom.export;
