/**
 * Lines for the console. Owns the sentences in which a run tells its result.
 *
 * <p>May import {@code report}, {@code report.json}, {@code gate}, {@code verdict}, {@code runlog},
 * {@code run}, {@code foreign}, {@code plan}, {@code sizing}, {@code saturation} and {@code load}.
 */
package io.headroom.report.text;
