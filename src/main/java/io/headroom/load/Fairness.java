package io.headroom.load;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fairness of a service towards its clients, relative to what each of them offered.
 *
 * <p>In each step, a client is due the same part of all successes as it offered of the load. Let x be what the client
 * got in all steps divided by what it was due. Jain's fairness index over n clients is {@code (Σx)² ÷ (n·Σx²)}: 1 if
 * all are served alike, {@code 1/n} if only one is served (R. Jain, D. Chiu, W. Hawe, A Quantitative Measure of
 * Fairness and Discrimination for Resource Allocation in Shared Computer Systems, DEC TR-301, 1984).
 *
 * @param index   Jain's fairness index, above 0 and at most 1
 * @param shares  x of each client, by the client's number
 * @param starved numbers of the clients whose x is less than half of the median
 */
public record Fairness(double index, Map<Integer, Double> shares, List<Integer> starved) {

    private static final double STARVED = 0.5;

    public Fairness {
        shares = Map.copyOf(shares);
        starved = List.copyOf(starved);
    }

    /**
     * One client's part in the measured window of one step.
     *
     * @param client  number of the client, from 1
     * @param offered the client's share of the load, in the unit of the load
     * @param good    number of successes among the requests that the client sent in the window
     */
    public record ServedPart(int client, double offered, long good) {
        /** Creates the part of a client that was to offer the given share. */
        public static ServedPart of(ClientShare share, long good) {
            return new ServedPart(share.client(), share.load().amount(), good);
        }
    }

    /**
     * Returns the fairness over the measured steps; empty if fewer than two clients were due anything.
     *
     * @param steps the parts of all clients, for each step
     */
    public static Optional<Fairness> of(Collection<List<ServedPart>> steps) {
        Map<Integer, Double> got = new TreeMap<>();
        Map<Integer, Double> due = new TreeMap<>();
        for (List<ServedPart> step : steps) {
            double offered = step.stream().mapToDouble(ServedPart::offered).sum();
            double good = step.stream().mapToDouble(ServedPart::good).sum();
            for (ServedPart part : step) {
                got.merge(part.client(), (double) part.good(), Double::sum);
                due.merge(part.client(), good * part.offered() / offered, Double::sum);
            }
        }
        due.values().removeIf(share -> !(share > 0));
        if (due.size() < 2) {
            return Optional.empty();
        }
        Map<Integer, Double> shares = new TreeMap<>();
        due.forEach((client, share) -> shares.put(client, got.get(client) / share));
        return Optional.of(new Fairness(index(shares.values()), shares, starved(shares)));
    }

    private static double index(Collection<Double> shares) {
        double sum = 0;
        double squares = 0;
        for (double share : shares) {
            sum += share;
            squares += share * share;
        }
        return sum * sum / (shares.size() * squares);
    }

    private static List<Integer> starved(Map<Integer, Double> shares) {
        double median = Median.of(
                shares.values().stream().mapToDouble(Double::doubleValue).toArray());
        return shares.entrySet().stream()
                .filter(share -> share.getValue() < STARVED * median)
                .map(Map.Entry::getKey)
                .toList();
    }
}
