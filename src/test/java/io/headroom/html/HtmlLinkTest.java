package io.headroom.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlLinkTest {

    @ParameterizedTest
    @CsvSource({
        "results/run/headroom.html, results/index.html, ../index.html",
        "results/index.html, results/run/headroom.html, run/headroom.html",
        "headroom.html, index.html, index.html",
        "results/index.html, results/a b#c%?d/headroom.html, a%20b%23c%25%3Fd/headroom.html",
        "results/index.html, results/javascript:alert(1)/x.html, javascript%3Aalert(1)/x.html"
    })
    void linkIsRelativeAndNothingButAPath(String page, String file, String href) {
        assertEquals(Optional.of(new HtmlLink(href, "text")), HtmlLink.between(Path.of(page), Path.of(file), "text"));
    }

    /** Two file systems have no relative path between them, like two drives of Windows. */
    @Test
    void whereThereIsNoWayThereIsNoLink(@TempDir Path folder) throws Exception {
        try (FileSystem other = FileSystems.newFileSystem(folder.resolve("other.zip"), Map.of("create", "true"))) {
            Path file = Path.of("results/index.html");
            assertEquals(Optional.empty(), HtmlLink.between(other.getPath("/results/headroom.html"), file, "text"));
        }
        assertEquals(Optional.empty(), HtmlLink.between(Path.of("/"), Path.of("index.html"), "text"));
    }
}
