/**
 * The command line, with one class for each verb. Parses the arguments, calls the other packages and prints the result.
 *
 * <p>Owns the exit statuses. May import every other package.
 */
package io.headroom.cli;
