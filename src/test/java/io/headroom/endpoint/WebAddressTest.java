package io.headroom.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://my_model:8080/score, my_model, 8080",
        "https://my_model/score, my_model, 443",
        "http://a_b.c_d/score, a_b.c_d, 80",
        "http://localhost:9000, localhost, 9000",
        "https://models.example.com/score?x=1, models.example.com, 443",
        "http://127.0.0.1/score, 127.0.0.1, 80",
        "http://[::1]:8080/score, [::1], 8080"
    })
    void hostAndPortAreReadWhateverTheHostHolds(String url, String host, int port) {
        assertThat(WebAddress.host(URI.create(url))).contains(host);
        assertThat(WebAddress.port(URI.create(url))).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http:///score", "/score", "http://host:99999/", "mailto:a@b", "http://a,b/"})
    void otherAddressesHaveNoHost(String url) {
        assertThat(WebAddress.host(URI.create(url))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9000/score, http://127.0.0.1:9000/score",
        "localhost:9000/score, http://localhost:9000/score",
        "localhost, http://localhost",
        "my_model:8080/score, http://my_model:8080/score",
        "models.example.com/score, https://models.example.com/score",
        "models.example.com:8443/score, https://models.example.com:8443/score",
        "models.example.com:8080/score, http://models.example.com:8080/score",
        "[::1]:8080/score, http://[::1]:8080/score"
    })
    void missingSchemeIsProposed(String text, String meant) {
        assertThat(WebAddress.withScheme(text)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/", "ftp://localhost/score", "oops", "no address", "http:///score"})
    void nothingIsProposedForOtherTexts(String text) {
        assertThat(WebAddress.withScheme(text)).isEmpty();
    }
}
