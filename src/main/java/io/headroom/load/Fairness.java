package io.headroom.load;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How evenly a service served its clients, for what each of them offered.
 *
 * <p>Of each step, a client is due that part of all successes which it offered of the load; {@code x} is what it got in all
 * steps, divided by what it was due. Jain's index over the clients is {@code (Σx)² / (n Σx²)}: 1 where all are served alike,
 * {@code 1/n} where one alone is (R. Jain, D. Chiu, W. Hawe, A Quantitative Measure of Fairness and Discrimination for
 * Resource Allocation in Shared Computer Systems, DEC TR-301, 1984).
 *
 * @param index   Jain's index, above 0, at most 1
 * @param shares  of each client, by its number: what it got, divided by what it was due
 * @param starved clients whose share is less than half of the median client's
 */
public record Fairness(double index, Map<Integer, Double> shares, List<Integer> starved) {

    private static final double STARVED = 0.5;

    public Fairness {
        shares = Map.copyOf(shares);
        starved = List.copyOf(starved);
    }

    /**
     * What a client did in the measured window of one step.
     *
     * @param offered its share of the load, in the unit of the load
     * @param good    successes among the requests that it sent in the window
     */
    public record ServedPart(int client, double offered, long good) {
        /** What a client did that was to offer this. */
        public static ServedPart of(ClientShare share, long good) {
            return new ServedPart(share.client(), share.load().amount(), good);
        }
    }

    /**
     * Of the steps that were measured; nothing where fewer than two clients were due anything.
     *
     * @param steps of each step, what its clients did
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
