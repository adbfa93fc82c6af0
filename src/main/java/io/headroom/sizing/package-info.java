/**
 * What the saturation point means for running the service: the load to run at, and pods and nodes for a wanted traffic.
 *
 * <p>May import {@code saturation} and {@code load}. No clock, no I/O.
 */
package io.headroom.sizing;
