/**
 * Every request of a run as a row: in CSV, or in a DuckDB file with the method's queries as views.
 *
 * <p>May import {@code runlog}, {@code run}, {@code simlog} and {@code load}. Logs are read twice: first for what must be known before the
 * first row can be written (the texts that repeat, how many requests there are, whether the logs are of one run), then for the
 * rows; those of a run of several clients once more before, by {@code verdict}, which says what is missing. All are streaming, in constant memory. Only {@code io.headroom.export.DuckDbFile} knows the database.
 */
package io.headroom.export;
