/**
 * Findings for readers: lines for the console, {@code headroom.json} for programs.
 *
 * <p>May import {@code run}, {@code verdict} and all below. Computes nothing that a verdict could depend on.
 */
package io.headroom.report;
