/**
 * The command line: one class a verb. Parses, calls the pure core, writes. May import everything, is imported by nothing.
 */
package io.headroom.cli;
