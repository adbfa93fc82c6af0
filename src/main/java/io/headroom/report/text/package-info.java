/**
 * Lines for the console.
 *
 * <p>Owns every sentence that a run prints about its result. May import {@code report}, what that may import, and
 * {@code report.json}.
 */
package io.headroom.report.text;
