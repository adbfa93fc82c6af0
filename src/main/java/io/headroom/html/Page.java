package io.headroom.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.document;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.noscript;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.style;
import static j2html.TagCreator.ul;

import io.headroom.console.VisibleText;
import io.headroom.run.FileMark;
import io.headroom.run.Versions;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.LiTag;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page in one file. Its content security policy allows the scripts and styles that it holds, by their hashes, and nothing else.
 *
 * @param title    title of the page
 * @param subtitle one line below the title
 * @param links    links to other files
 * @param sections the sections, in order
 */
record Page(String title, String subtitle, List<HtmlLink> links, List<HtmlSection> sections) {

    /** The mark of pages of any version of Headroom. */
    static final FileMark MARK = FileMark.beginning(
            "a page of Headroom",
            "<!DOCTYPE html>\\s*<html[^>]*><head>(<meta[^>]*>)*<meta name=\"generator\" content=\"Headroom\">");

    /**
     * Returns the page in UTF-8. Where the log holds invisible characters to deceive the reader, the reader sees escapes. In the data of
     * a chart, these are JSON and are read as the characters themselves.
     */
    byte[] bytes() {
        Asset styles = Asset.styles();
        Asset scripts = Asset.scripts();
        String html = document(html(headOf(styles, scripts), bodyOf(scripts)).withLang("en"));
        return VisibleText.of(html).getBytes(StandardCharsets.UTF_8);
    }

    private DomContent headOf(Asset styles, Asset scripts) {
        String policy = "default-src 'none'; style-src " + styles.hash() + "; script-src " + scripts.hash()
                + "; img-src data:; base-uri 'none'; form-action 'none'";
        return head(
                meta().attr("charset", "utf-8"),
                meta().attr("http-equiv", "Content-Security-Policy").attr("content", policy),
                meta().attr("name", "generator").attr("content", "Headroom"),
                meta().attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"),
                meta().attr("name", "color-scheme").attr("content", "light dark"),
                link().attr("rel", "icon").attr("href", "data:,"),
                TagCreator.title(title + " \u2013 Headroom"),
                style().with(rawHtml(styles.text())));
    }

    private DomContent bodyOf(Asset scripts) {
        return body(
                a("Skip to the content").withHref("#content").withClass("skip"),
                header(
                        h1(title),
                        p(subtitle).withClass("subtitle"),
                        nav(ul().with(sections.stream()
                                                .map(section -> entry("#" + section.id(), section.heading()))
                                                .toList())
                                        .with(links.stream()
                                                .filter(link -> link.note().isEmpty())
                                                .map(Page::file)
                                                .toList()))
                                .attr("aria-label", "Sections and files")),
                noscript(p("The charts need JavaScript; the tables below them hold the same figures.")),
                main().withId("content")
                        .with(sections.stream().map(HtmlSection::html).toList()),
                footer(
                        ul().with(links.stream()
                                .filter(link -> !link.note().isEmpty())
                                .map(Page::file)
                                .toList()),
                        p("Headroom " + Versions.current()
                                + ". Charts are drawn by uPlot, whose licence is in this file's script.")),
                script().with(rawHtml(scripts.text())));
    }

    private static LiTag file(HtmlLink link) {
        LiTag entry = entry(link.href(), link.text()).withClass("file");
        return link.note().isEmpty() ? entry : entry.withText(": " + link.note());
    }

    private static LiTag entry(String href, String text) {
        return li(a(text).withHref(href));
    }
}
