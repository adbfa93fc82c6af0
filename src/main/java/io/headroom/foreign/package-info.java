/**
 * Analyzes logs of simulations that are not ours: divides a run into steps by its own user counts and arrival rates,
 * and estimates the saturation point from the steps if they show one.
 *
 * <p>May import {@code simlog}, {@code saturation} and {@code load}. Listens to a log, and is pure apart from that: no clock, no I/O.
 */
package io.headroom.foreign;
