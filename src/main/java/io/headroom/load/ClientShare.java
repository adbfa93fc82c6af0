package io.headroom.load;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one of several clients offers of a step. Its label names a Gatling group inside the step's group, so that every record in
 * the log says whose it is, and how much that client was to offer.
 *
 * @param client its number, from 1
 * @param load   its share of the step's load
 */
public record ClientShare(int client, Load load) {

    private static final Pattern LABEL = Pattern.compile("client (\\d{1,6}): (.+)");

    public ClientShare {
        if (client < 1) {
            throw new IllegalArgumentException("clients are numbered from 1, but this is " + client);
        }
    }

    /** E.g. {@code client 2: 5 callers}. */
    public String label() {
        return name(client) + ": " + load.words();
    }

    /** How a client is called wherever it is shown. */
    public static String name(int client) {
        return "client " + client;
    }

    /** The share that {@link #label} described, or nothing when the text is no label of ours. */
    public static Optional<ClientShare> parse(String label) {
        Matcher matcher = LABEL.matcher(label);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int client = Integer.parseInt(matcher.group(1));
        return client < 1 ? Optional.empty() : Load.parse(matcher.group(2)).map(load -> new ClientShare(client, load));
    }
}
