package io.headroom.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://host:8/score, https://host:8/score",
        "https://host/score?sig=abc&v=1, https://host/score?****",
        "/ready?token=abc, /ready?****",
        "/models/a@1, /models/a@1",
        "https://host/score#abc, https://host/score#****",
        "https://me:pw@host/score, https://****@host/score",
        "host/score?sig=abc, host/score?****",
        "me:pw@host/score, ****@host/score",
        "https://host/users/@me/score, https://host/users/@me/score",
        "https://host:8443/models/a@1/score?v=a@b, https://host:8443/models/a@1/score?****",
        "https://host/score?mail=a@b, https://host/score?****",
        "https://me:pw@host/a@b?c=d@e, https://****@host/a@b?****",
        "not set, not set"
    })
    void userAndQueryAreMasked(String text, String shown) {
        assertThat(ShownUrl.of(text)).isEqualTo(shown);
        assertThat(ShownUrl.bare(text)).isEqualTo(shown.replace("****@", "").replaceAll("[?#].*", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:s3cr3t@host/a?b=c",
                "https://me:s3cr3t/x@host/",
                "https://me:s3cr3t?x@host/",
                "https://me:s3cr3t#x@host/",
                "https://me:s3cr3t@x@host/",
                "https:/me:s3cr3t@host/",
                "https:me:s3cr3t@host/",
                "//me:s3cr3t@host/",
                "me:s3cr3t@host",
                "HTTPS://me:s3cr3t {}|@host",
                " https://me:s3cr3t@host",
                "https://host/?mail=a@b&token=s3cr3t",
                "https://host/a@b?token=s3cr3t"
            })
    void passwordIsMaskedWhereTheUrlCannotBeRead(String text) {
        assertThat(ShownUrl.of(text)).doesNotContain("s3cr3t", "me:");
    }

    @Test
    void urlThatCanBeReadKeepsItsPath() {
        assertThat(ShownUrl.bare("https://host/models/a@1/score?sig=x")).isEqualTo("https://host/models/a@1/score");
        assertThat(ShownUrl.bare(URI.create("http://my_model:8080/a%0Ab?x"))).isEqualTo("http://my_model:8080/a%0Ab");
    }
}
