package io.headroom.load;

import java.util.Optional;

/**
 * The part of a step's load that one of several clients offers. Its label names a Gatling group inside the step's
 * group, so that every record in the log says which client sent the request and how much that client was to offer.
 *
 * @param client number of the client, from 1
 * @param load   the client's share of the step's load
 */
public record ClientShare(int client, Load load) {

    private static final String CLIENT = "client ";
    private static final String OFFERS = ": ";
    private static final int MOST_DIGITS = 6;

    public ClientShare {
        if (client < 1) {
            throw new IllegalArgumentException("clients are numbered from 1, but this is " + client);
        }
    }

    /** Returns the label, e.g. {@code client 2: 5 callers}. */
    public String label() {
        return name(client) + OFFERS + load.description();
    }

    /** Returns the name of a client, as it is shown everywhere. */
    public static String name(int client) {
        return CLIENT + client;
    }

    /** Reads a share from its {@link #label}; empty if the text is not such a label. */
    public static Optional<ClientShare> parse(String label) {
        int offers = label.indexOf(OFFERS);
        int client = label.startsWith(CLIENT) ? number(label, CLIENT.length(), offers) : 0;
        return client < 1
                ? Optional.empty()
                : Load.parse(label.substring(offers + OFFERS.length())).map(load -> new ClientShare(client, load));
    }

    /**
     * Parses a number by hand, because a log has a label for each client of each step. Returns 0 if there is no number.
     */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9' || i - from >= MOST_DIGITS) {
                return 0;
            }
            number = 10 * number + digit - '0';
        }
        return number;
    }
}
