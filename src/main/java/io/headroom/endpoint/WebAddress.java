package io.headroom.endpoint;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the parts of a web address. {@link URI} knows no host in an address whose host holds an underscore, which no registered name
 * has, but which services of Docker Compose do have.
 */
public final class WebAddress {

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)?(?<host>\\[[^]]+]|[\\p{Alnum}_.~-]+)(?::(?<port>\\d{1,5}))?");

    /** Matches what a browser would take for an address: a host with a dot, a port or a path after it. */
    private static final Pattern WITHOUT_SCHEME =
            Pattern.compile("(?<host>\\[[\\p{XDigit}:.]+]|[\\p{Alnum}_.-]+)(?::(?<port>\\d{1,5}))?(?:[/?].*)?");

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MOST_PORT = 65_535;

    private WebAddress() {}

    /** Returns the host as written; empty if the address has none. */
    public static Optional<String> host(URI url) {
        return authority(url).map(matcher -> matcher.group("host"));
    }

    /** Returns the port to connect to: the one in the address, or that of its scheme. */
    public static int port(URI url) {
        return authority(url)
                .map(matcher -> matcher.group("port"))
                .map(Integer::parseInt)
                .orElse("https".equals(url.getScheme()) ? HTTPS : HTTP);
    }

    private static Optional<Matcher> authority(URI url) {
        return Optional.ofNullable(url.getRawAuthority())
                .map(AUTHORITY::matcher)
                .filter(Matcher::matches)
                .filter(matcher ->
                        matcher.group("port") == null || Integer.parseInt(matcher.group("port")) <= MOST_PORT);
    }

    /**
     * Returns the address that was probably meant by one without a scheme, such as {@code http://127.0.0.1:9000/score} for {@code
     * 127.0.0.1:9000/score}; empty if the text has a scheme, or is no address at all.
     */
    public static Optional<String> withScheme(String text) {
        Matcher matcher = WITHOUT_SCHEME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String host = matcher.group("host").toLowerCase(Locale.ROOT);
        Optional<String> port = Optional.ofNullable(matcher.group("port"));
        if (port.isEmpty() && !host.equals("localhost") && !host.contains(".") && !text.contains("/")) {
            return Optional.empty();
        }
        boolean secure = port.isPresent() ? port.get().endsWith("443") : host.contains(".") && !isLocal(host);
        return Optional.of((secure ? "https://" : "http://") + text);
    }

    private static boolean isLocal(String host) {
        return Guard.isLoopback(host) || host.matches("[0-9.]+");
    }
}
