package io.headroom.export;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which client sent a request. */
final class ClientName {

    private static final Pattern CLIENT = Pattern.compile("(client \\d{1,6}) of \\d{1,6}\\b.*", Pattern.DOTALL);

    /** {@code client 2} before {@code client 10}. */
    static final Comparator<String> ORDER = Comparator.comparing(String::length).thenComparing(Function.identity());

    private ClientName() {}

    /** A client that the second group names, such as {@code client 2 of 4}; otherwise the log's. */
    static String of(List<String> groups, String ofLog) {
        if (groups.size() < 2) {
            return ofLog;
        }
        Matcher named = CLIENT.matcher(groups.get(1));
        return named.matches() ? named.group(1) : ofLog;
    }
}
