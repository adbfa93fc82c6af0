package io.headroom.html;

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
 * A wide table. On a narrow screen each row becomes a block of cells that show the name of their column. ARIA roles make sure that a
 * screen reader still presents it as a table.
 *
 * @param caption describes what the table shows
 * @param kind    class name for the style sheet
 * @param columns headings of all columns; the first column holds the names of the rows
 * @param rows    the rows, in order
 */
record CardTable(String caption, String kind, List<String> columns, List<CardRow> rows) {

    /**
     * A row.
     *
     * @param kind  class name for the style sheet
     * @param name  content of the first cell
     * @param cells texts of the other cells
     */
    record CardRow(String kind, DomContent name, List<String> cells) {}

    DomContent html() {
        DomContent headings = tr().attr("role", "row")
                .with(columns.stream()
                        .map(column -> th(column).attr("scope", "col").attr("role", "columnheader"))
                        .toList());
        return table(
                        TagCreator.caption(caption),
                        thead(headings).attr("role", "rowgroup"),
                        tbody().with(rows.stream().map(this::html).toList()).attr("role", "rowgroup"))
                .withClass("cards " + kind)
                .attr("role", "table");
    }

    private DomContent html(CardRow row) {
        List<DomContent> content = new ArrayList<>();
        content.add(th(row.name()).attr("scope", "row").attr("role", "rowheader"));
        for (int i = 0; i < row.cells().size(); i++) {
            content.add(td(row.cells().get(i)).attr("role", "cell").attr("data-name", columns.get(i + 1)));
        }
        return tr().attr("role", "row").withClass(row.kind()).with(content);
    }
}
