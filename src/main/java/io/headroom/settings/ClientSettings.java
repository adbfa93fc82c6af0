package io.headroom.settings;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which of several clients this process is, and whom it follows.
 *
 * @param index          the one client that it is, from 0; nothing: all of them
 * @param coordinator    whom it asks what to do next; nothing: itself
 * @param startPatience  how long all injectors are waited for
 * @param localAddresses that the clients' connections come from, the first one's first; empty: any
 * @param standIn        where the stand-in listens that the launcher started for all; nothing: there is none
 */
public record ClientSettings(
        Optional<Integer> index,
        Optional<InetSocketAddress> coordinator,
        Duration startPatience,
        List<String> localAddresses,
        Optional<URI> standIn) {

    public ClientSettings {
        localAddresses = List.copyOf(localAddresses);
    }
}
