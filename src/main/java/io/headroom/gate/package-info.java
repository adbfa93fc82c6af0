/**
 * Judges a run: gates on its figures, the change against a baseline. Each figure is judged on the side of its confidence
 * interval that could hurt, and what is not known never passes.
 */
package io.headroom.gate;
