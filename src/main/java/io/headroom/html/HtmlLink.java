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
 * @param href relative to the page
 * @param text to click at
 */
public record HtmlLink(String href, String text) {

    /** From a page to another file, wherever both are; none where there is no relative way, as between two drives. */
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
            throw new IllegalArgumentException("a path that begins with / is always one: " + name, e);
        }
    }
}
