/**
 * Renders pages for people: {@code headroom.html} of a run, and {@code index.html} of all runs. Each page is one file that
 * loads nothing else. It can be read without its charts, because every figure that is drawn is also in a table.
 *
 * <p>Text is escaped in one place each: by j2html in HTML, and by {@link io.headroom.html.ChartJson} in the data of charts.
 * {@link io.headroom.html.Page} makes characters visible that reverse the direction of text.
 *
 * <p>May import {@code console}, {@code report}, {@code report.text}, {@code report.table}, {@code settings},
 * {@code endpoint}, {@code gate}, {@code verdict}, {@code runlog}, {@code run}, {@code simlog}, {@code sizing}, {@code saturation} and
 * {@code load}. Computes nothing that a verdict could depend on, and takes sentences about the verdict from {@code report}.
 */
package io.headroom.html;
