/**
 * The command line, with one class for each verb. Parses the arguments, calls the other packages and prints the result. Owns the exit
 * statuses.
 *
 * <p>May import every other package.
 */
package io.headroom.cli;
