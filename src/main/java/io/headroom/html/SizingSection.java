package io.headroom.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;

import io.headroom.report.text.SizingReport;
import io.headroom.sizing.Sizing;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** The section that shows how many pods and nodes are needed, with the arithmetic. */
final class SizingSection {

    private SizingSection() {}

    static HtmlSection of(Sizing sizing) {
        SizingReport report = new SizingReport(sizing);
        List<DomContent> content = new ArrayList<>();
        content.add(p(report.question() + "."));
        for (SizingReport.Way way : report.ways()) {
            content.add(h3(way.result()));
            content.add(ol().with(way.arithmetic().stream()
                            .map(formula -> li(code(formula)))
                            .toList())
                    .withClass("arithmetic"));
        }
        return new HtmlSection("sizing", "Pods and nodes", content);
    }
}
