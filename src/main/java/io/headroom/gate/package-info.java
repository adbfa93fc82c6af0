/**
 * Judges the figures of a run by gates, and their change since a baseline. Each figure is judged at the end of its confidence
 * interval that could hurt; a figure that is not known never passes.
 *
 * <p>May import {@code verdict}, {@code plan}, {@code sizing}, {@code saturation} and {@code load}. Pure: reads no
 * file and no clock.
 */
package io.headroom.gate;
