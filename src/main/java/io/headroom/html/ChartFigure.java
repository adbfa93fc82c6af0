package io.headroom.html;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.ul;

import io.headroom.report.Figures;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Renders a chart: a legend, the element that the script draws into, the data, and a table of the same figures. */
final class ChartFigure {

    private static final String KEYBOARD_HELP = "Press the arrow keys, Home or End to read its rows.";

    private ChartFigure() {}

    static DomContent of(Chart chart) {
        return figure(
                figcaption(h3(chart.heading()), p(chart.summary())),
                legend(chart),
                div().withId(chart.id())
                        .withClass("plot")
                        .attr("role", "application")
                        .attr("aria-roledescription", "chart")
                        .attr("tabindex", "0")
                        .attr("aria-label", chart.heading() + ". " + chart.summary() + " " + KEYBOARD_HELP),
                p().withClass("readout"),
                p().withClass("spoken").attr("aria-live", "polite"),
                script().withType("application/json")
                        .attr("data-chart", chart.id())
                        .with(rawHtml(ChartJson.of(chart))),
                details(summary("Show these figures as a table"), table(chart)));
    }

    private static DomContent table(Chart chart) {
        List<String> columns = new ArrayList<>(List.of(chart.axes().x()));
        chart.series().forEach(series -> columns.add(series.label()));
        return HtmlTable.ofFigures(
                chart.heading(),
                columns,
                chart.rows().stream().map(ChartFigure::cells).toList());
    }

    private static List<String> cells(Chart.ChartRow row) {
        List<String> cells = new ArrayList<>(List.of(Figures.plain(row.x())));
        row.values().forEach(value -> cells.add(value.isPresent() ? Figures.plain(value.getAsDouble()) : ""));
        return cells;
    }

    private static DomContent legend(Chart chart) {
        boolean points = chart.shape() == Chart.Shape.POINTS || chart.shape() == Chart.Shape.SPREAD;
        Stream<DomContent> series = chart.series().stream()
                .filter(line -> line.style().isOfItsOwn())
                .map(line ->
                        legendEntry(points ? point(line.style()) : line(line.style()), line.style(), line.label()));
        Stream<DomContent> annotations = chart.annotations().stream()
                .map(each -> legendEntry(
                        each.style() == SeriesStyle.BAND ? band() : line(each.style()), each.style(), each.label()));
        return ul().withClass("legend").with(Stream.concat(series, annotations).toList());
    }

    private static DomContent legendEntry(DomContent shape, SeriesStyle style, String label) {
        return li(
                tag("svg")
                        .attr("width", "28")
                        .attr("height", "14")
                        .attr("aria-hidden", "true")
                        .attr(
                                "class",
                                "series-" + style.word() + (style.dashes().isEmpty() ? " filled" : ""))
                        .with(shape),
                span(label));
    }

    private static DomContent line(SeriesStyle style) {
        return tag("line")
                .attr("x1", "0")
                .attr("y1", "7")
                .attr("x2", "28")
                .attr("y2", "7")
                .attr("stroke-dasharray", style.dashes());
    }

    private static DomContent point(SeriesStyle style) {
        if (style == SeriesStyle.UNPROVEN) {
            return tag("path").attr("d", "M9.5 2.5l9 9m0-9l-9 9");
        }
        return tag("circle").attr("cx", "14").attr("cy", "7").attr("r", style.pointSize() / 2.0);
    }

    private static DomContent band() {
        return tag("rect").attr("width", "28").attr("height", "14");
    }
}
