/**
 * The search for the saturation point: the rule that judges a step, the search that chooses the next one, and what the
 * rounds add up to.
 *
 * <p>Pure decisions on finished steps: no clock, no I/O. May import {@code load}. The running simulation and the
 * post-processor share this code.
 */
package io.headroom.saturation;
