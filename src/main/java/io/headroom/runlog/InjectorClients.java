package io.headroom.runlog;

import io.headroom.load.ClientRecorder;
import io.headroom.load.ClientShare;
import io.headroom.load.ClientStatistics;
import io.headroom.load.RunPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts what the clients of one injector sent and got back, while its log is read. A request that names no client, such as the smoke
 * call, counts for the first one.
 */
final class InjectorClients {

    /** Far more than any injector hosts; a client takes some 40 KB. Clients beyond this number are counted together. */
    private static final int MOST_CLIENTS = 1 << 11;

    /** Enough for the shares of all clients in all steps of a run. */
    private static final int MOST_SHARES = 1 << 14;

    private final Optional<RunPart> hosted;
    private final String injector;
    private final Map<Integer, ClientRecorder> recorders = new TreeMap<>();
    private final Map<String, Optional<ClientShare>> shareOfLabel = new HashMap<>();
    private final ClientRecorder beyond;

    /**
     * @param hosted   clients that the injector hosts; empty in a run without clients
     * @param injector name of the injector
     */
    InjectorClients(Optional<RunPart> hosted, String injector) {
        this.hosted = hosted;
        this.injector = injector;
        this.beyond = new ClientRecorder(0, injector);
    }

    /** Returns the client of a request and its share of the step, as the request's groups name it; null where they do not. */
    ClientShare share(List<String> groups) {
        if (hosted.isEmpty() || groups.size() < 2) {
            return null;
        }
        String label = groups.get(1);
        Optional<ClientShare> known = shareOfLabel.get(label);
        return known == null ? newShare(label) : known.orElse(null);
    }

    private ClientShare newShare(String label) {
        Optional<ClientShare> share = ClientShare.parse(label).filter(parsed -> hosts(parsed.client()));
        if (shareOfLabel.size() < MOST_SHARES) {
            shareOfLabel.put(label, share);
        }
        return share.orElse(null);
    }

    private boolean hosts(int client) {
        return hosted.orElseThrow().first() <= client
                && client <= hosted.orElseThrow().last();
    }

    /**
     * Returns the recorder of the client that sent a request; null in a run without clients.
     *
     * @param share what the request's groups say; null where they say nothing
     */
    ClientRecorder of(ClientShare share) {
        if (hosted.isEmpty()) {
            return null;
        }
        return recorder(share == null ? hosted.get().first() : share.client());
    }

    private ClientRecorder recorder(int client) {
        return recorders.size() < MOST_CLIENTS || recorders.containsKey(client)
                ? recorders.computeIfAbsent(client, number -> new ClientRecorder(number, injector))
                : beyond;
    }

    /** Returns the number of clients that the injector hosts; 0 in a run without clients. */
    int hosted() {
        return hosted.map(part -> part.last() - part.first() + 1).orElse(0);
    }

    /** Returns the number of scoring requests in the log. */
    long requests() {
        long requests = beyond.requests();
        for (ClientRecorder client : recorders.values()) {
            requests += client.requests();
        }
        return requests;
    }

    /** Returns the figures of all clients that the injector hosts, including those that sent nothing. */
    List<ClientStatistics> statistics() {
        hosted.ifPresent(part -> {
            for (int client = part.first(); client <= part.last() && recorders.size() < MOST_CLIENTS; client++) {
                recorder(client);
            }
        });
        return recorders.values().stream().map(ClientRecorder::statistics).toList();
    }
}
