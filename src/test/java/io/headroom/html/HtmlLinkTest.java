package io.headroom.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
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
        assertEquals(
                href, HtmlLink.between(Path.of(page), Path.of(file), "text").href());
    }
}
