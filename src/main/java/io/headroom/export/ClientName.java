package io.headroom.export;

import io.headroom.load.ClientShare;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Names the client that sent a request. */
final class ClientName {

    /** Orders names so that {@code client 2} comes before {@code client 10}. */
    static final Comparator<String> ORDER = Comparator.comparing(String::length).thenComparing(Function.identity());

    private ClientName() {}

    /**
     * Returns the client that the second group names, as {@code client 2: 5 callers} does, or else the client of the log.
     *
     * @param groups around the request, outermost first
     */
    static String of(List<String> groups, String clientOfLog) {
        if (groups.size() < 2) {
            return clientOfLog;
        }
        return ClientShare.parse(groups.get(1))
                .map(share -> ClientShare.name(share.client()))
                .orElse(clientOfLog);
    }
}
