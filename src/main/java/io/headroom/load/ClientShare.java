package io.headroom.load;

import java.util.Optional;

/**
 * What one of several clients offers of a step. Its label names a Gatling group inside the step's group, so that every record in
 * the log says whose it is, and how much that client was to offer.
 *
 * @param client its number, from 1
 * @param load   its share of the step's load
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

    /** E.g. {@code client 2: 5 callers}. */
    public String label() {
        return name(client) + OFFERS + load.description();
    }

    /** How a client is called wherever it is shown. */
    public static String name(int client) {
        return CLIENT + client;
    }

    /** The share that {@link #label} described, or nothing when the text is no label of ours. */
    public static Optional<ClientShare> parse(String label) {
        int offers = label.indexOf(OFFERS);
        int client = label.startsWith(CLIENT) ? number(label, CLIENT.length(), offers) : 0;
        return client < 1
                ? Optional.empty()
                : Load.parse(label.substring(offers + OFFERS.length())).map(load -> new ClientShare(client, load));
    }

    /** By hand: there is a label for each client of each step. 0 where there is no number. */
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
