/**
 * Sizes a service: the target load, and the pods and nodes that a wanted traffic needs.
 *
 * <p>May import {@code saturation} and {@code load}. No clock, no I/O.
 */
package io.headroom.sizing;
