/**
 * Files for pipelines: JUnit XML, a Markdown summary and OpenMetrics. Owns these formats, and the escaping that each needs.
 *
 * <p>May import {@code report}, {@code report.json}, {@code report.text}, {@code gate}, {@code verdict} and {@code run}.
 */
package io.headroom.report.ci;
