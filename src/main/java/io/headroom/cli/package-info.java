/**
 * The command line: one class a verb. Parses, calls the pure core, writes. May import every other package.
 */
package io.headroom.cli;
