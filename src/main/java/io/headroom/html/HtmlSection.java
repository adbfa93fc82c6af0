package io.headroom.html;

import static j2html.TagCreator.h2;
import static j2html.TagCreator.section;

import j2html.tags.DomContent;
import java.util.List;

/**
 * A part of a page, with a heading.
 *
 * @param id      by which it is linked to; letters and hyphens
 * @param heading its title
 * @param content what stands below
 */
public record HtmlSection(String id, String heading, List<DomContent> content) {

    public HtmlSection {
        content = List.copyOf(content);
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
