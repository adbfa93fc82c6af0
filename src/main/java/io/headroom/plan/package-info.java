/**
 * Plans the course of a whole run: warm-up, search, hold and target; or the fine-tuning steps. A plan decides which
 * step comes next, how long it lasts, and when the run is over.
 *
 * <p>Pure decisions on finished steps: no clock, no I/O. May import {@code sizing}, {@code saturation} and {@code
 * load}.
 */
package io.headroom.plan;
