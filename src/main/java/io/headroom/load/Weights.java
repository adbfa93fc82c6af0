package io.headroom.load;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Load.Messages;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How clients share the load of a step.
 *
 * @param ofClients the weight of each client, the first one's first; finite and above 0
 */
public record Weights(List<Double> ofClients) {

    public Weights {
        ofClients = List.copyOf(ofClients);
        if (ofClients.isEmpty() || !ofClients.stream().allMatch(weight -> weight > 0 && !weight.isInfinite())) {
            throw new IllegalArgumentException(
                    "at least one client, each of a weight above 0, but they are " + ofClients);
        }
    }

    /** Clients that are all alike. */
    public static Weights even(int clients) {
        return new Weights(Collections.nCopies(clients, 1.0));
    }

    /** How many clients there are. */
    public int count() {
        return ofClients.size();
    }

    /**
     * What a client offers of a load. The shares of all clients are the load: of callers and messages exactly; a client that is not
     * due even one caller offers nothing.
     *
     * @param client from 1
     */
    public Optional<Load> shareOf(Load load, int client) {
        if (load instanceof Arrivals arrivals) {
            double share = arrivals.requestsPerSecond() * ofClients.get(client - 1) / sum(count());
            return share > 0 ? Optional.of(new Arrivals(share, arrivals.spacing())) : Optional.empty();
        }
        if (load instanceof Messages messages) {
            int callers = part(messages.callers(), client);
            int from = messagesBefore(messages, client);
            int share = messagesBefore(messages, client + 1) - from;
            return callers > 0 && share > 0 ? Optional.of(new Messages(share, callers)) : Optional.empty();
        }
        int callers = part(((Callers) load).callers(), client);
        return callers > 0 ? Optional.of(new Callers(callers)) : Optional.empty();
    }

    /** The callers of all clients in their order are numbered through; each sends what it would send without clients. */
    private int messagesBefore(Messages messages, int client) {
        int callersBefore = until(messages.callers(), client - 1);
        int evenly = messages.messages() / messages.callers();
        return evenly * callersBefore + Math.min(callersBefore, messages.messages() % messages.callers());
    }

    /** The most callers that a client ever has, of so many in all. */
    public int mostCallers(int callers, int client) {
        double share = callers * ofClients.get(client - 1) / sum(count());
        return (int) Math.min(callers, Math.ceil(share) + 1);
    }

    private int part(int whole, int client) {
        return until(whole, client) - until(whole, client - 1);
    }

    /** Of the first clients together, rounded: so all parts add up. */
    private int until(int whole, int client) {
        return (int) Math.round(whole * (sum(client) / sum(count())));
    }

    private double sum(int clients) {
        return ofClients.stream()
                .limit(clients)
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
