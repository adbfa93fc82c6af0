/**
 * Files for pipelines: JUnit XML, a Markdown summary and OpenMetrics.
 *
 * <p>Owns these formats and the escaping that each needs. May import {@code report}, what that may import,
 * {@code report.text} and {@code report.json}.
 */
package io.headroom.report.ci;
