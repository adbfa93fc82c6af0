package io.headroom.load;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The weights by which clients share the load of a step: client i of weight wᵢ is due {@code wᵢ ÷ Σw} of the load.
 *
 * @param ofClients the weight of each client, in the order of their numbers; finite and above 0
 */
public record Weights(List<Double> ofClients) {

    public Weights {
        ofClients = List.copyOf(ofClients);
        if (ofClients.isEmpty() || !ofClients.stream().allMatch(weight -> weight > 0 && !weight.isInfinite())) {
            throw new IllegalArgumentException(
                    "at least one client, each of a weight above 0, but they are " + ofClients);
        }
    }

    /** Returns the weights of clients that share the load evenly. */
    public static Weights even(int clients) {
        return new Weights(Collections.nCopies(clients, 1.0));
    }

    /** Returns the number of clients. */
    public int count() {
        return ofClients.size();
    }

    /**
     * Returns what a client offers of a load. The shares of all clients add up to the load; shares of callers and
     * messages do so exactly. Empty if the client is not due even one caller.
     *
     * @param client number of the client, from 1
     */
    public Optional<Load> shareOf(Load load, int client) {
        return load.shareOf(this, client);
    }

    /**
     * Returns the most callers that a client (numbered from 1) can get while all clients together have at most this
     * many.
     */
    public int mostCallers(int callers, int client) {
        double share = callers * ofClients.get(client - 1) / sum(count());
        return (int) Math.min(callers, Math.ceil(share) + 1);
    }

    /** Returns a client's part of a quantity that can be divided at will. */
    double partOf(double whole, int client) {
        return whole * ofClients.get(client - 1) / sum(count());
    }

    /** Returns a client's part of a whole number; the parts of all clients add up to it exactly. */
    int wholePartOf(int whole, int client) {
        return upTo(whole, client) - upTo(whole, client - 1);
    }

    /**
     * Returns the part of the first {@code clients} clients together. Rounding this sum, not the parts, makes the parts
     * add up.
     */
    int upTo(int whole, int clients) {
        return (int) Math.round(whole * (sum(clients) / sum(count())));
    }

    private double sum(int clients) {
        return ofClients.stream()
                .limit(clients)
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
