package io.headroom.html;

import static j2html.TagCreator.h2;
import static j2html.TagCreator.section;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;

/**
 * A section of a page.
 *
 * @param id      id of its element, which links name; letters and hyphens
 * @param heading heading of the section
 * @param content content below the heading
 */
public record HtmlSection(String id, String heading, List<DomContent> content) {

    public HtmlSection {
        content = List.copyOf(content);
    }

    /** Returns a section of charts; empty if there are no charts. */
    static Optional<HtmlSection> ofCharts(String id, String heading, List<Chart> charts) {
        List<DomContent> figures = charts.stream().map(ChartFigure::of).toList();
        return figures.isEmpty() ? Optional.empty() : Optional.of(new HtmlSection(id, heading, figures));
    }

    DomContent html() {
        String headingId = id + "-heading";
        return section()
                .withId(id)
                .attr("aria-labelledby", headingId)
                .with(h2(heading).withId(headingId))
                .with(content);
    }
}
