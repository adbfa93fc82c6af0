package io.headroom.settings;

import io.headroom.endpoint.ApiKey;
import io.headroom.endpoint.Guard;
import io.headroom.endpoint.Payloads;
import io.headroom.endpoint.ScoringEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is set about the endpoint, its key and its payloads. */
final class EndpointReader {

    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final ConfigReader reader;

    EndpointReader(ConfigReader reader) {
        this.reader = reader;
    }

    ScoringEndpoint endpoint() {
        List<String> allowed = reader.texts("endpoint.allowed-hosts");
        return new ScoringEndpoint(
                url(allowed),
                path("endpoint.readiness-path"),
                headers(),
                reader.duration("endpoint.request-timeout", MILLI, HOUR),
                allowed,
                tlsInsecure(),
                expectation());
    }

    private Optional<ScoringEndpoint.Expectation> expectation() {
        Optional<String> value = reader.optionalText("endpoint.expect.value");
        Optional<String> path = reader.optionalText("endpoint.expect.path");
        if (value.isPresent() && path.isEmpty()) {
            reader.problem(
                    "endpoint.expect.value", "nothing, or headroom.endpoint.expect.path to say where it must be");
        }
        return path.map(given -> new ScoringEndpoint.Expectation(given, value));
    }

    private Optional<URI> url(List<String> allowedHosts) {
        Optional<String> text = reader.optionalText("endpoint.url");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text.get());
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!web || url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
                reader.problem("endpoint.url", "a URL such as https://host/path, without user or password");
            } else if (!Guard.allows(url, allowedHosts)) {
                reader.problem(
                        "endpoint.url",
                        "a host of this machine, or one listed in headroom.endpoint.allowed-hosts: to put load on "
                                + url.getHost() + ", add it there");
            }
            return Optional.of(url);
        } catch (URISyntaxException e) {
            reader.problem("endpoint.url", "a URL such as https://host/path (" + e.getReason() + ")");
            return Optional.empty();
        }
    }

    /** Gatling reads this one by itself before any of our code runs, and not from our file. */
    private boolean tlsInsecure() {
        String key = "endpoint.tls.insecure";
        boolean insecure = reader.flag(key);
        if (insecure && !reader.isOverridden(key)) {
            reader.problem(key, "false in a file; where it must be, give -Dheadroom.endpoint.tls.insecure=true");
        }
        return insecure;
    }

    private Optional<String> path(String key) {
        Optional<String> path = reader.optionalText(key);
        if (path.isPresent() && !path.get().matches("/(?!/)[!-~]*")) {
            reader.problem(key, "a path that starts with one /, without blanks");
            return Optional.empty();
        }
        return path;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = reader.table("endpoint.headers");
        if (headers.keySet().stream().anyMatch("authorization"::equalsIgnoreCase)) {
            reader.problem(
                    "headroom.endpoint.headers holds Authorization; put the key into " + SettingsSource.KEY_VARIABLE
                            + " or a file named by headroom.endpoint.key-file, so that it appears in no settings and no report");
        }
        if (headers.values().stream().anyMatch(value -> !value.matches("[\\t -~]*"))) {
            reader.problem("endpoint.headers", "values of printable ASCII");
        }
        return headers;
    }

    Optional<ApiKey> key(Map<String, String> environment) {
        Optional<Path> file = Optional.of(reader.file("endpoint.key-file"))
                .filter(path -> !path.toString().isBlank());
        String variable = environment.get(SettingsSource.KEY_VARIABLE);
        try {
            if (file.isPresent()) {
                return Optional.of(ApiKey.read(file.get()));
            }
            return variable == null ? Optional.empty() : Optional.of(ApiKey.of(variable));
        } catch (IOException e) {
            reader.problem("endpoint.key-file", "a file that can be read");
        } catch (IllegalArgumentException e) {
            String where = file.map(path -> "headroom.endpoint.key-file (" + path + ")")
                    .orElse("environment variable " + SettingsSource.KEY_VARIABLE);
            reader.problem(where + " holds no usable key: " + e.getMessage());
        }
        return Optional.empty();
    }

    Optional<Payloads> payloads() {
        Path path = reader.file("endpoint.payload");
        if (!Files.isReadable(path)) {
            reader.problem("endpoint.payload", "a JSON file, or a folder of them, that can be read");
            return Optional.empty();
        }
        try {
            return Optional.of(Payloads.read(path));
        } catch (IOException e) {
            reader.problem("endpoint.payload", "a JSON file, or a folder of them, that can be read");
        } catch (IllegalArgumentException e) {
            reader.problem("endpoint.payload", "JSON; but " + e.getMessage());
        }
        return Optional.empty();
    }
}
