package io.headroom.simulation;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.http.HttpProtocolBuilder;
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
 * Who sends the requests of a process: its clients, or in a run without clients everybody.
 *
 * @param part     which clients of which run they are; nothing in a run without clients
 * @param settings of the run
 */
record HostedClients(Optional<RunPart> part, Settings settings) {

    /** Long enough for no two runs of a results folder to share one. */
    private static final int ID_LENGTH = 8;

    /** @param run id of the run, where a coordinator has given it one */
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

    /** Name of the conductor's scenario, which no other process has. */
    String scenario() {
        return part.map(RunPart::scenario).orElseGet(() -> "conductor " + id());
    }

    /** Their numbers; 0 alone in a run without clients. */
    List<Integer> numbers() {
        return part.map(these -> IntStream.rangeClosed(these.first(), these.last())
                        .boxed()
                        .toList())
                .orElse(List.of(0));
    }

    /** How the clients of the whole run share the load; nothing in a run without clients. */
    Optional<Weights> weights() {
        return part.map(these -> settings.plan().multiClient().weights());
    }

    /** How many virtual users a client has at most. */
    int users(int client, int ofAll) {
        return weights().map(weights -> weights.mostCallers(ofAll, client)).orElse(ofAll);
    }

    /** Whether this process probes readiness: one of all does. */
    boolean probe() {
        return part.map(these -> these.first() == 1).orElse(true);
    }

    /** How a client connects, and who it says it is. */
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
