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

/** The clients of one injector while its log is read. What says of no client whose it is, such as the smoke call, is the first one's. */
final class InjectorClients {

    /** Far more than any injector hosts; a client takes some 40 KB. Those beyond are counted together. */
    private static final int MOST_CLIENTS = 1 << 11;

    /** Clients times the shares that they have in all steps of a run. */
    private static final int MOST_LABELS = 1 << 14;

    private final Optional<RunPart> part;
    private final String injector;
    private final Map<Integer, ClientRecorder> recorders = new TreeMap<>();
    private final Map<String, Optional<ClientShare>> shares = new HashMap<>();
    private final ClientRecorder beyond;

    /**
     * @param part     of the run; nothing where that has no clients
     * @param injector name of the injector
     */
    InjectorClients(Optional<RunPart> part, String injector) {
        this.part = part;
        this.injector = injector;
        this.beyond = new ClientRecorder(0, injector);
    }

    /** What a request's groups say of its client and that one's share of the step; null where they do not. */
    ClientShare share(List<String> groups) {
        if (part.isEmpty() || groups.size() < 2) {
            return null;
        }
        String label = groups.get(1);
        Optional<ClientShare> known = shares.get(label);
        return known == null ? newShare(label) : known.orElse(null);
    }

    private ClientShare newShare(String label) {
        Optional<ClientShare> share = ClientShare.parse(label).filter(parsed -> hosts(parsed.client()));
        if (shares.size() < MOST_LABELS) {
            shares.put(label, share);
        }
        return share.orElse(null);
    }

    private boolean hosts(int client) {
        return part.orElseThrow().first() <= client
                && client <= part.orElseThrow().last();
    }

    /**
     * Whose a request is; null in a run without clients.
     *
     * @param share that its groups tell; null where they do not
     */
    ClientRecorder of(ClientShare share) {
        if (part.isEmpty()) {
            return null;
        }
        return recorder(share == null ? part.get().first() : share.client());
    }

    private ClientRecorder recorder(int client) {
        return recorders.size() < MOST_CLIENTS || recorders.containsKey(client)
                ? recorders.computeIfAbsent(client, number -> new ClientRecorder(number, injector))
                : beyond;
    }

    /** How many it hosts; 0 in a run without clients. */
    int hosted() {
        return part.map(ofRun -> ofRun.last() - ofRun.first() + 1).orElse(0);
    }

    /** How many scoring requests the log holds. */
    long requests() {
        long requests = beyond.requests();
        for (ClientRecorder client : recorders.values()) {
            requests += client.requests();
        }
        return requests;
    }

    /** All that the injector hosts, also those that sent nothing. */
    List<ClientStatistics> statistics() {
        part.ifPresent(ofRun -> {
            for (int client = ofRun.first(); client <= ofRun.last() && recorders.size() < MOST_CLIENTS; client++) {
                recorder(client);
            }
        });
        return recorders.values().stream().map(ClientRecorder::statistics).toList();
    }
}
