package io.headroom.settings;

import io.headroom.endpoint.Guard;
import io.headroom.endpoint.ShownUrl;
import io.headroom.endpoint.WebAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** Reads the settings that name where requests are sent. All of them pass the same checks, so that no load gets past the guard. */
final class TargetReader {

    private static final String WEB_ADDRESS = "a URL such as https://host/path";

    private static final String ALLOWED_HOSTS = "endpoint.allowed-hosts";

    private static final ValueType<String> PATH = new ValueType<>(
            "a path that starts with one /, without blanks",
            (source, path) -> Optional.of(source.getString(path).strip())
                    .filter(text -> text.matches("/(?!/)[!-~]*"))
                    .filter(text -> URI.create(text).getRawFragment() == null));

    private final ConfigReader reader;

    TargetReader(ConfigReader reader) {
        this.reader = reader;
    }

    /** Reads the hosts other than this machine that may be put under load. */
    List<String> allowedHosts() {
        return reader.texts(ALLOWED_HOSTS);
    }

    /** Reads a path on the host of the endpoint. */
    Optional<String> path(String key) {
        return reader.optional(key, PATH);
    }

    /** Reads the URL of a service. */
    Optional<URI> url(String key) {
        return reader.optionalText(key, WEB_ADDRESS).flatMap(text -> url(key, text));
    }

    private Optional<URI> url(String key, String text) {
        Optional<String> withScheme = WebAddress.withScheme(text);
        if (withScheme.isPresent()) {
            reader.problem(
                    key, WEB_ADDRESS + "; the scheme is missing: was " + ShownUrl.of(withScheme.get()) + " meant?");
            return Optional.empty();
        }
        try {
            URI url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean whole = WebAddress.host(url).isPresent() && url.getFragment() == null;
            if (!web || !whole || url.getRawAuthority().contains("@")) {
                reader.problem(
                        key,
                        WEB_ADDRESS
                                + (url.getFragment() == null
                                        ? ", without user or password"
                                        : ", without a fragment (#)"));
            } else if (!Guard.allows(url, allowedHosts())) {
                reader.problem(
                        key,
                        "a host of this machine, or one listed in headroom." + ALLOWED_HOSTS + ": to put load on "
                                + WebAddress.host(url).orElseThrow() + ", add it there");
            }
            return Optional.of(url);
        } catch (URISyntaxException e) {
            reader.problem(key, WEB_ADDRESS + " (" + e.getReason() + ")");
            return Optional.empty();
        }
    }
}
