/**
 * Reads Gatling's {@code simulation.log}: the truth that every figure is computed from.
 *
 * <p>May import {@code load}. Does I/O, but judges nothing.
 */
package io.headroom.simlog;
