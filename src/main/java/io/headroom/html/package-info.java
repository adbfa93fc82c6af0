/**
 * Pages for people: {@code headroom.html} of a run, {@code index.html} of all runs. Each is one file that loads nothing, and can be
 * read without its charts: every figure that is drawn stands in a table. Text is escaped by j2html, in charts' data by
 * {@link io.headroom.html.ChartJson}; what could turn the order of letters round is made visible by {@link io.headroom.html.Page}.
 *
 * <p>May import {@code report}, {@code settings}, {@code gate}, {@code verdict}, {@code runlog}, {@code run},
 * {@code foreign}, {@code simlog}, {@code plan}, {@code sizing}, {@code saturation} and {@code load}.
 * Computes nothing that a verdict could depend on, and takes its words from there.
 */
package io.headroom.html;
