/**
 * Owns the folder of a run: the names of its files, the documents that injectors write, and how files are written.
 *
 * <p>May import {@code simlog} and {@code load}.
 */
package io.headroom.run;
