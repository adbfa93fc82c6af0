/**
 * Files for pipelines: JUnit XML, a Markdown summary and OpenMetrics. Owns these formats, and the escaping that each needs.
 *
 * <p>May import {@code console}, {@code report}, {@code report.json}, {@code report.text}, {@code gate}, {@code verdict},
 * {@code run} and {@code load}.
 */
package io.headroom.report.ci;
