package io.headroom.settings;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Says which of several clients this process is, and which coordinator decides for it.
 *
 * @param index          number of its one client, from 0; empty when it is all of them
 * @param coordinator    address of the coordinator; empty when this process decides by itself
 * @param startPatience  longest wait for all injectors
 * @param localAddresses addresses that connections come from, one for each client in order; empty for the system's choice
 * @param standIn        URL of the stand-in that the launcher started for all clients; empty when it started none
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
