/**
 * Judges a run: gates on its figures, the change against a baseline. Each figure is judged on the side of its confidence
 * interval that could hurt, and what is not known never passes.
 *
 * <p>May import {@code verdict}, {@code foreign}, {@code plan}, {@code sizing}, {@code saturation} and {@code load}.
 */
package io.headroom.gate;
