package io.headroom.load;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The number of requests by outcome, and of the failed ones by HTTP status. Refuses counts that are missing, negative
 * or contradictory, as a damaged message may hold them.
 *
 * @param byOutcome a count for every outcome, including 0
 * @param byStatus  number of failed requests by outcome and the HTTP status that says why they failed, e.g. 502, in
 *                  ascending order. Failures without such a status (no connection, no answer in time, a wrong body) are
 *                  only counted by outcome. A status may stand for more than one outcome
 */
public record OutcomeCounts(Map<Outcome, Long> byOutcome, Map<Outcome, Map<Integer, Long>> byStatus) {

    /** Lowest and highest status that is read as one. */
    private static final int LEAST_STATUS = 100;

    private static final int MOST_STATUS = 999;

    public OutcomeCounts {
        Map<Outcome, Long> all = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome, number(outcome, byOutcome.getOrDefault(outcome, 0L)));
        }
        Map<Outcome, Map<Integer, Long>> statuses = new EnumMap<>(Outcome.class);
        byStatus.forEach((outcome, counts) -> statuses.put(outcome, statuses(outcome, counts, all.get(outcome))));
        statuses.values().removeIf(Map::isEmpty);
        byOutcome = Collections.unmodifiableMap(all);
        byStatus = Collections.unmodifiableMap(statuses);
    }

    /**
     * Requires counts by status that are possible.
     *
     * @param most number of requests with that outcome
     */
    private static Map<Integer, Long> statuses(Outcome outcome, Map<Integer, Long> counts, long most) {
        if (counts == null || !outcome.isToldByStatus()) {
            throw new IllegalArgumentException(
                    counts + " cannot be the numbers of requests by HTTP status that are " + outcome);
        }
        long left = most;
        for (Map.Entry<Integer, Long> status : counts.entrySet()) {
            left -= number("HTTP " + status.getKey(), status.getValue());
            if (!isOfFailure(status.getKey())) {
                throw new IllegalArgumentException("requests cannot fail with HTTP " + status.getKey());
            }
            if (left < 0) {
                throw new IllegalArgumentException(status.getValue() + " requests failed with HTTP " + status.getKey()
                        + " among " + most + " that are " + outcome);
            }
        }
        return Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** Returns whether a request can fail with a status: any but a success. */
    static boolean isOfFailure(int status) {
        return status >= LEAST_STATUS && status <= MOST_STATUS && Outcome.ofStatus(status) != Outcome.OK;
    }

    /** Creates counts of requests whose status is not known. */
    public OutcomeCounts(Map<Outcome, Long> byOutcome) {
        this(byOutcome, Map.of());
    }

    private static Long number(Object what, Long count) {
        if (count == null || count < 0) {
            throw new IllegalArgumentException(what + " = " + count + " is no number of requests; expected 0 or more");
        }
        return count;
    }

    /** Creates counts from an array in the order of {@link Outcome}. */
    static OutcomeCounts of(long[] counts, Map<Outcome, Map<Integer, Long>> byStatus) {
        Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, counts[outcome.ordinal()]);
        }
        return new OutcomeCounts(byOutcome, byStatus);
    }

    /** Returns the sum of all these counts. */
    public static OutcomeCounts sum(Collection<OutcomeCounts> all) {
        OutcomeTally sum = new OutcomeTally();
        all.forEach(sum::add);
        return sum.counts();
    }

    /** Returns the number of requests with this outcome. */
    public long of(Outcome outcome) {
        return byOutcome.getOrDefault(outcome, 0L);
    }

    /** Returns the number of requests that failed with this HTTP status, whatever their outcome. */
    public long ofStatus(int status) {
        return byStatus.values().stream()
                .mapToLong(counts -> counts.getOrDefault(status, 0L))
                .sum();
    }

    /** Returns the number of all requests. */
    public long total() {
        long total = 0; // no stream: searches ask for it all the time
        for (long count : byOutcome.values()) {
            total += count;
        }
        return total;
    }

    /** Returns the share of all requests, 0 to 1, that have this outcome; 0 if there are no requests. */
    public double share(Outcome outcome) {
        long total = total();
        return total == 0 ? 0 : (double) of(outcome) / total;
    }
}
