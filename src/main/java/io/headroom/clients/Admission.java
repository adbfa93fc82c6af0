package io.headroom.clients;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Decides which injectors take part in a run. Not safe for use by several threads. */
final class Admission {

    /** A version of the protocol. Nothing else is repeated: nobody knows what it contains. */
    private static final Pattern LANGUAGE = Pattern.compile("headroom-clients/\\d{1,6}");

    private final int count;
    private final String search;
    private final Set<Integer> admitted = new TreeSet<>();
    private Optional<String> fingerprint = Optional.empty();

    /**
     * @param count  number of clients of the run
     * @param search fingerprint of the search that all injectors must share
     */
    Admission(int count, String search) {
        this.count = count;
        this.search = search;
    }

    /** Returns why an injector cannot take part and what has to be done about it; empty when it can. */
    Optional<String> refusal(Message.Join join) {
        if (!Message.PROTOCOL.equals(join.language())) {
            String language = LANGUAGE.matcher(join.language()).matches() ? join.language() : "something else";
            return Optional.of("it speaks " + language + ", but the coordinator speaks " + Message.PROTOCOL
                    + "; run the same version of Headroom on all machines");
        }
        if (join.count() != count || join.client() < 1 || join.client() > count) {
            return Optional.of(
                    "it is client " + join.client() + " of " + join.count() + ", but the coordinator waits for " + count
                            + " clients; check headroom.clients.count, and headroom.clients.index, which counts from 0");
        }
        if (!search.equals(join.search())) {
            return Optional.of("its settings of the search differ from the coordinator's; use the same headroom.search,"
                    + " arrivals, target, hold, warm-up and clients on all machines");
        }
        if (fingerprint.filter(known -> !known.equals(join.fingerprint())).isPresent()) {
            return Optional.of("its endpoint, payload or headers differ from those of the other clients");
        }
        if (admitted.contains(join.client())) {
            return Optional.of("client " + join.client()
                    + " has already joined; give every injector its own headroom.clients.index, which counts from 0");
        }
        return Optional.empty();
    }

    /** Takes in an injector that is not refused. Later ones must have the same workload. */
    void admit(Message.Join join) {
        fingerprint = Optional.of(join.fingerprint());
        admitted.add(join.client());
    }

    /** Returns the clients that have joined, also those that have dropped out since. */
    Set<Integer> admitted() {
        return Set.copyOf(admitted);
    }
}
