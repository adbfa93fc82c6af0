package io.headroom.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What {@link PortProbe} finds at the port of an endpoint that did not answer as HTTP/1.1 over the scheme of its URL. */
public enum PortFinding {
    /** The URL says http, but the port speaks TLS. */
    TLS,
    /** The URL says https, but the port speaks plain HTTP. */
    PLAIN_HTTP,
    /** The port speaks HTTP/2 and no HTTP/1.1. */
    HTTP_2_ONLY,
    /** The certificate is not valid at this time. */
    CERTIFICATE_EXPIRED,
    /** The URL says https, but the port answers neither over TLS nor in plain HTTP, and does not close the connection either. */
    NO_TLS,
    /** The port answers with something that is no HTTP. */
    NO_HTTP,
    /** Nobody listens at the port. */
    REFUSED,
    /** The host has no address. */
    UNKNOWN_HOST,
    /** No connection came about in time. */
    UNREACHABLE;

    /** Returns the name used in the log, e.g. {@code plain http}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the finding of this name. */
    public static Optional<PortFinding> ofWord(String word) {
        return Arrays.stream(values())
                .filter(finding -> finding.word().equals(word))
                .findFirst();
    }
}
