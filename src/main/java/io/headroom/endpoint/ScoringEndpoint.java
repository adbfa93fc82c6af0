package io.headroom.endpoint;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP service under test.
 *
 * @param url            where to {@code POST}; nothing means the built-in stand-in
 * @param readinessPath  path of its readiness probe, or nothing when it is not to be probed
 * @param headers        sent with every request, beside {@code Authorization} and {@code Content-Type}
 * @param requestTimeout the longest wait for an answer
 * @param allowedHosts   hosts other than this machine that may be put under load
 * @param tlsInsecure    whether certificates and host names are left unchecked
 * @param expectation    what a right answer holds, or nothing when every 2xx is right
 */
public record ScoringEndpoint(
        Optional<URI> url,
        Optional<String> readinessPath,
        Map<String, String> headers,
        Duration requestTimeout,
        List<String> allowedHosts,
        boolean tlsInsecure,
        Optional<Expectation> expectation) {

    public ScoringEndpoint {
        headers = Map.copyOf(headers);
        allowedHosts = List.copyOf(allowedHosts);
    }

    /**
     * A check on the JSON body of an answer.
     *
     * @param path  a JMESPath expression that must find something
     * @param value what it must find, or nothing when anything will do
     */
    public record Expectation(String path, Optional<String> value) {}
}
