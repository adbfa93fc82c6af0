/**
 * Findings for readers: lines for the console, {@code headroom.json} for programs.
 *
 * <p>May import {@code settings}, {@code gate}, {@code verdict}, {@code runlog}, {@code run}, {@code foreign},
 * {@code simlog}, {@code plan}, {@code sizing}, {@code saturation} and {@code load}.
 * Computes nothing that a verdict could depend on.
 */
package io.headroom.report;
