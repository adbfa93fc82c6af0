package io.headroom.endpoint;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP service under test.
 *
 * @param url            URL to {@code POST} to; empty for the built-in stand-in
 * @param readinessPath  path of its readiness probe; empty when it is not probed
 * @param headers        headers of every request, beside {@code Authorization} and {@code Content-Type}
 * @param contentType    declared content type of the payload; empty when its files tell it
 * @param requestTimeout longest wait for an answer
 * @param answerLimits   largest answer that is read
 * @param cookies        whether cookies that it sets are kept and sent again
 * @param connections    who uses the connections
 * @param startPatience  longest wait for the first good answer
 * @param allowedHosts   hosts other than this machine that may be put under load
 * @param tlsInsecure    whether certificates and host names are left unchecked
 * @param expectation    check on the body of an answer; empty when every 2xx is a success
 */
public record ScoringEndpoint(
        Optional<URI> url,
        Optional<String> readinessPath,
        Map<String, String> headers,
        Optional<String> contentType,
        Duration requestTimeout,
        AnswerLimits answerLimits,
        boolean cookies,
        ConnectionUse connections,
        StartPatience startPatience,
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
     * @param path  JMESPath expression that must find something
     * @param value text that it must find; empty when any value will do
     */
    public record Expectation(String path, Optional<String> value) {}
}
