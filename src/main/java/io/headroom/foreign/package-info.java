/**
 * Logs of simulations that are not ours: divides a run into steps by its own user counts and arrival rates, and reads a
 * saturation point from them where they carry one.
 *
 * <p>May import {@code simlog}, {@code saturation} and {@code load}. Listens to a log, and is pure apart from that: no clock, no I/O.
 */
package io.headroom.foreign;
