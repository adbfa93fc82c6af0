package io.headroom.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that can be scrolled, also with the keyboard, if it is wider than the screen. The first cell of a row is its name.
 *
 * @param caption describes what the table shows
 * @param kind    class name for the style sheet: {@code figures} or {@code text}
 * @param columns headings of the columns
 * @param rows    the rows, each with one cell per column
 */
public record HtmlTable(String caption, String kind, List<String> columns, List<List<String>> rows) {

    /** Returns a table of numbers. */
    public static DomContent ofFigures(String caption, List<String> columns, List<List<String>> rows) {
        return new HtmlTable(caption, "figures", columns, rows).html();
    }

    /** Returns a table of text. */
    public static DomContent ofText(String caption, List<String> columns, List<List<String>> rows) {
        return new HtmlTable(caption, "text", columns, rows).html();
    }

    private DomContent html() {
        return div(table(
                                TagCreator.caption(caption),
                                thead(tr().with(columns.stream()
                                        .map(column -> th(column).attr("scope", "col"))
                                        .toList())),
                                tbody().with(rows.stream().map(HtmlTable::row).toList()))
                        .withClass(kind))
                .withClass("scroll")
                .attr("role", "region")
                .attr("aria-label", caption)
                .attr("tabindex", "0");
    }

    private static DomContent row(List<String> cells) {
        List<DomContent> content = new ArrayList<>();
        for (String cell : cells) {
            content.add(content.isEmpty() ? th(cell).attr("scope", "row") : td(cell));
        }
        return tr().with(content);
    }
}
