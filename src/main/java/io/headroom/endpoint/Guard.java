package io.headroom.endpoint;

import java.net.URI;
import java.util.Collection;
import java.util.regex.Pattern;

/** Keeps load away from hosts that nobody meant: anything but this machine must be named first. */
public final class Guard {

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private Guard() {}

    /** Whether the address may be put under load. Judged by name, not by what the name resolves to today. */
    public static boolean allows(URI url, Collection<String> allowedHosts) {
        return isLoopback(url.getHost()) || allowedHosts.stream().anyMatch(url.getHost()::equalsIgnoreCase);
    }

    /** Whether a host, as written in a URL, is this machine. */
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || LOOPBACK_V4.matcher(host).matches();
    }
}
