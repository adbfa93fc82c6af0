/**
 * Prints on consoles. Owns the rule that text from outside (answers, logs, files, messages of other processes) changes neither a
 * terminal nor a pipeline that reads what was printed.
 *
 * <p>May import no other package.
 */
package io.headroom.console;
