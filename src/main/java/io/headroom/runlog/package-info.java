/**
 * Reads a run: merges the logs of its injectors, rebuilds the steps, and accounts for what is missing.
 *
 * <p>May import {@code run}, {@code plan}, {@code simlog} and {@code load}. Reads files and starts threads; judges nothing.
 */
package io.headroom.runlog;
