package io.headroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents link to what exists: files of the project, and headings of their pages. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)|(?:src|srcset)=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

    private static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("src", "docs"))) {
            List<Path> pages =
                    docs.filter(page -> page.toString().endsWith(".md")).toList();
            return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")), pages.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        List<String> broken = new ArrayList<>();
        Matcher links = LINK.matcher(Files.readString(document));
        while (links.find()) {
            String link = links.group(1) == null ? links.group(2) : links.group(1);
            if (!link.startsWith("https://") && !leadsSomewhere(document, link)) {
                broken.add(link);
            }
        }
        assertThat(broken).as("broken links of " + document).isEmpty();
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        String[] fileAndAnchor = link.split("#", 2);
        Path folder = document.toAbsolutePath().getParent();
        Path file = fileAndAnchor[0].isEmpty() ? document : folder.resolve(fileAndAnchor[0]);
        return Files.exists(file) && (fileAndAnchor.length < 2 || anchors(file).contains(fileAndAnchor[1]));
    }

    /** Returns the anchors that a page's headings get: lower case, without punctuation, a hyphen for each blank. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} -]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
