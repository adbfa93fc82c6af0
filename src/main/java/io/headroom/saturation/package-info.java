/**
 * Searches the saturation point: the rule that judges a step, the searches that choose the next step, and the
 * statistics that combine the rounds.
 *
 * <p>Pure decisions on finished steps: no clock, no I/O. May import {@code load}. The running simulation and the
 * post-processor share this code.
 */
package io.headroom.saturation;
