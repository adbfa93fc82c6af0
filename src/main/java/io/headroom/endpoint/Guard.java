package io.headroom.endpoint;

import java.net.URI;
import java.util.Collection;
import java.util.regex.Pattern;

/** Protects hosts from load by mistake: every host but this machine must be allowed by name. */
public final class Guard {

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private Guard() {}

    /** Returns whether a URL may be put under load. Compares the name of the host, not the address that it resolves to. */
    public static boolean allows(URI url, Collection<String> allowedHosts) {
        String host = WebAddress.host(url).orElseThrow();
        return isLoopback(host) || allowedHosts.stream().anyMatch(host::equalsIgnoreCase);
    }

    /** Returns whether a host, as written in a URL, is this machine. */
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || LOOPBACK_V4.matcher(host).matches();
    }
}
