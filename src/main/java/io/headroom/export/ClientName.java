package io.headroom.export;

import io.headroom.load.ClientShare;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Which client sent a request. */
final class ClientName {

    /** {@code client 2} before {@code client 10}. */
    static final Comparator<String> ORDER = Comparator.comparing(String::length).thenComparing(Function.identity());

    private ClientName() {}

    /** A client that the second group names, such as {@code client 2: 5 callers}; otherwise the log's. */
    static String of(List<String> groups, String ofLog) {
        if (groups.size() < 2) {
            return ofLog;
        }
        return ClientShare.parse(groups.get(1))
                .map(share -> ClientShare.name(share.client()))
                .orElse(ofLog);
    }
}
