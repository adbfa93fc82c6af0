package io.headroom.simulation;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.headroom.endpoint.ConnectionUse;
import io.headroom.load.ClientShare;
import io.headroom.load.RunPart;
import io.headroom.load.Weights;
import io.headroom.plan.RunKind;
import io.headroom.run.Versions;
import io.headroom.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The clients that a process hosts. A run without clients is treated as one client with the number 0.
 *
 * @param part     the hosted clients, as numbers, and their run; empty in a run without clients
 * @param settings of the run
 */
record HostedClients(Optional<RunPart> part, Settings settings) {

    /** Length of a run's id, long enough to be unique in a results folder. */
    private static final int ID_LENGTH = 8;

    /**
     * Returns the clients that the settings assign to this process.
     *
     * @param run id of the run that a coordinator has given; empty without a coordinator
     */
    static HostedClients of(RunKind kind, Settings settings, Optional<String> run) {
        if (kind != RunKind.MULTI_CLIENT) {
            return new HostedClients(Optional.empty(), settings);
        }
        int count = settings.plan().multiClient().weights().count();
        int first = settings.clients().index().map(index -> index + 1).orElse(1);
        int last = settings.clients().index().map(index -> index + 1).orElse(count);
        return new HostedClients(
                Optional.of(new RunPart(run.orElseGet(HostedClients::id), first, last, count)), settings);
    }

    private static String id() {
        return UUID.randomUUID().toString().substring(0, ID_LENGTH);
    }

    /** Returns a name for the conductor's scenario that no other process has. Without clients, each call returns another one. */
    String scenario() {
        return part.map(RunPart::scenario).orElseGet(() -> "conductor " + id());
    }

    /** Returns the numbers of the clients; only 0 in a run without clients. */
    List<Integer> numbers() {
        return part.map(hosted -> IntStream.rangeClosed(hosted.first(), hosted.last())
                        .boxed()
                        .toList())
                .orElse(List.of(0));
    }

    /** Returns how the clients of the whole run share the load; empty in a run without clients. */
    Optional<Weights> weights() {
        return part.map(hosted -> settings.plan().multiClient().weights());
    }

    /**
     * Returns the number of virtual users of a client.
     *
     * @param allUsers number of virtual users of all clients of the run
     */
    int users(int client, int allUsers) {
        return weights().map(weights -> weights.mostCallers(allUsers, client)).orElse(allUsers);
    }

    /** Returns whether this process probes readiness. Only the one that hosts the first client does. */
    boolean probesReadiness() {
        return part.map(hosted -> hosted.first() == 1).orElse(true);
    }

    /**
     * Returns who uses the connections. Gatling's shared connections do not differ by local address, so clients that have addresses of
     * their own do not share any.
     */
    ConnectionUse connections() {
        return settings.clients().localAddresses().isEmpty() || part.isEmpty()
                ? settings.endpoint().connections()
                : ConnectionUse.PER_CALLER;
    }

    /** Returns the HTTP protocol of the users that send a client's requests. */
    HttpProtocolBuilder sendingProtocol(int client) {
        return connections() == ConnectionUse.SHARED ? protocol(client).shareConnections() : protocol(client);
    }

    /** Returns the HTTP protocol of a client, with a user agent and, if configured, a local address of its own. */
    HttpProtocolBuilder protocol(int client) {
        HttpProtocolBuilder protocol = http.disableFollowRedirect().disableCaching();
        if (client == 0) {
            return protocol.userAgentHeader("Headroom");
        }
        protocol = protocol.userAgentHeader("Headroom/" + Versions.current() + " (" + ClientShare.name(client) + ")");
        List<String> addresses = settings.clients().localAddresses();
        return addresses.isEmpty() ? protocol : protocol.localAddress(addresses.get(client - 1));
    }
}
