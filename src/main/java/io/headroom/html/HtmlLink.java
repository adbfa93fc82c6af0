package io.headroom.html;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A link to another file.
 *
 * @param href address of the file, relative to the page
 * @param text text of the link
 * @param note what the reader should know of the file before opening it; empty if there is nothing
 */
public record HtmlLink(String href, String text, String note) {

    /** Creates a link to a file that needs no explanation. */
    public HtmlLink(String href, String text) {
        this(href, text, "");
    }

    /** Returns this link with a note beside it. */
    HtmlLink withNote(String words) {
        return new HtmlLink(href, text, words);
    }

    /** Returns a link from a page to another file; empty if there is no relative path, as between two drives of Windows. */
    public static Optional<HtmlLink> between(Path page, Path file, String text) {
        Path folder = page.toAbsolutePath().normalize().getParent();
        Path target = file.toAbsolutePath().normalize();
        if (folder == null || !folder.getRoot().equals(target.getRoot())) {
            return Optional.empty();
        }
        String href = StreamSupport.stream(folder.relativize(target).spliterator(), false)
                .map(name -> encoded(name.toString()))
                .collect(Collectors.joining("/"));
        return Optional.of(new HtmlLink(href, text));
    }

    private static String encoded(String name) {
        try {
            return new URI(null, null, "/" + name, null)
                    .getRawPath()
                    .substring(1)
                    .replace(":", "%3A");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a path that begins with / is always a URI: " + name, e);
        }
    }
}
