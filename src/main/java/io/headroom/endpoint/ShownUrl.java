package io.headroom.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes URLs where people see them and files keep them: without user and password, and without what the query says. Texts that are no
 * URL are taken for what they were probably meant to be.
 */
public final class ShownUrl {

    private static final Pattern SCHEME = Pattern.compile("(?i)\\s*(?:[a-z][a-z0-9+.-]*://|https?:/*|//)?");

    private static final Pattern AFTER_PATH = Pattern.compile("[?#]");

    private ShownUrl() {}

    /** Returns a URL, or a text that may be meant as one, with a mask for user and password and another for the query. */
    public static String of(String text) {
        return parsed(text).map(ShownUrl::of).orElseGet(() -> guessed(text));
    }

    private static String of(URI url) {
        String authority = url.getRawAuthority();
        int at = authority.lastIndexOf('@');
        return url.getScheme() + "://"
                + (at >= 0 ? Secrets.MASK : "")
                + authority.substring(Math.max(0, at))
                + url.getRawPath()
                + (url.getRawQuery() == null ? "" : "?" + Secrets.MASK)
                + (url.getRawFragment() == null ? "" : "#" + Secrets.MASK);
    }

    /** Returns a URL as it is sent; empty if the text is none. */
    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(url ->
                            url.getScheme() != null && WebAddress.host(url).isPresent());
        } catch (URISyntaxException noUrl) {
            return Optional.empty();
        }
    }

    /** Masks what may be a secret if the text is meant as a URL. */
    private static String guessed(String text) {
        Matcher scheme = SCHEME.matcher(text);
        int start = scheme.lookingAt() ? scheme.end() : 0;
        Matcher afterPath = AFTER_PATH.matcher(text);
        int end = afterPath.find(start) ? afterPath.start() : text.length();
        int at = text.startsWith("/", start) ? -1 : text.lastIndexOf('@'); // a path alone has no user
        if (at > end) { // a password may hold any character where it is not encoded
            return text.substring(0, start) + Secrets.MASK;
        }
        return text.substring(0, start)
                + (at >= start ? Secrets.MASK + "@" : "")
                + text.substring(Math.max(start, at + 1), end)
                + (end < text.length() ? text.charAt(end) + Secrets.MASK : "");
    }

    /** Returns the same without the masks: scheme, host, port and path. */
    public static String bare(String text) {
        return parsed(text).map(ShownUrl::bare).orElseGet(() -> bareGuessed(text));
    }

    private static String bareGuessed(String text) {
        return AFTER_PATH.split(guessed(text).replace(Secrets.MASK + "@", ""), 2)[0].replace(Secrets.MASK, "");
    }

    /** Returns scheme, host, port and path of a URL, as they are sent. */
    public static String bare(URI url) {
        String authority = String.valueOf(url.getRawAuthority());
        return url.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + url.getRawPath();
    }
}
