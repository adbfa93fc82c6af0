package io.headroom.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST, true",
        "127.0.0.1, true",
        "127.1.2.3, true",
        "[::1], true",
        "[::2], false",
        "10.0.0.1, false",
        "128.0.0.1, false",
        "0.0.0.0, false",
        "127.0.0.1.evil.com, false",
        "localhost.evil.com, false",
        "evil.com, false",
        "notlocalhost, false"
    })
    void onlyThisMachineIsAllowedUnasked(String host, boolean allowed) {
        assertEquals(allowed, Guard.allows(URI.create("https://" + host + "/score"), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "models.example.com, true",
        "MODELS.Example.com, true",
        "example.com, false",
        "a.models.example.com, false",
        "models.example.com.evil.com, false"
    })
    void namedHostIsAllowedAndNoneLikeIt(String host, boolean allowed) {
        List<String> named = List.of("other.example.org", "Models.example.com");

        assertEquals(allowed, Guard.allows(URI.create("https://" + host + ":8443/score?x=1"), named));
    }
}
