package io.headroom.load;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Counts requests by outcome, and the failed ones by HTTP status. Not safe for use by several threads. */
public final class OutcomeTally {

    private final long[] byOutcome = new long[Outcome.values().length];

    /** Touched by failures only, so that a success costs one addition. Its keys are three digits: it stays small. */
    private final Map<Outcome, Map<Integer, Long>> byStatus = new EnumMap<>(Outcome.class);

    /** Counts requests with the same outcome. */
    public void add(Outcome outcome, long count) {
        byOutcome[outcome.ordinal()] += count;
    }

    /** Counts the status of failed requests, which {@link #add(Outcome, long)} counts, too; nothing if they have none. */
    public void failed(Outcome outcome, OptionalInt status, long count) {
        if (status.isPresent() && count > 0) {
            statuses(outcome).merge(status.getAsInt(), count, Long::sum);
        }
    }

    private Map<Integer, Long> statuses(Outcome outcome) {
        return byStatus.computeIfAbsent(outcome, first -> new HashMap<>());
    }

    /** Adds everything that another tally has counted. */
    public void add(OutcomeTally other) {
        for (int i = 0; i < byOutcome.length; i++) {
            byOutcome[i] += other.byOutcome[i];
        }
        addStatuses(other.byStatus);
    }

    /** Adds counts. */
    public void add(OutcomeCounts other) {
        other.byOutcome().forEach(this::add);
        addStatuses(other.byStatus());
    }

    private void addStatuses(Map<Outcome, Map<Integer, Long>> other) {
        other.forEach((outcome, counts) ->
                counts.forEach((status, count) -> statuses(outcome).merge(status, count, Long::sum)));
    }

    /** Returns the number of requests with this outcome. */
    public long of(Outcome outcome) {
        return byOutcome[outcome.ordinal()];
    }

    /** Returns the number of all requests. */
    public long total() {
        long total = 0;
        for (long count : byOutcome) {
            total += count;
        }
        return total;
    }

    /** Returns everything counted so far. */
    public OutcomeCounts counts() {
        return OutcomeCounts.of(byOutcome, byStatus);
    }
}
