package io.headroom.foreign;

import io.headroom.load.MessageCounter;
import io.headroom.load.MessageCounts;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Counts the requests of each name by outcome, and the messages of those that failed. Memory is bounded: the first
 * {@value #MOST_NAMES} names are counted separately, and the others together.
 */
final class RequestNames {

    private static final int MOST_NAMES = 200;

    /** Most names and messages that a sentence lists. */
    private static final int MOST_LISTED = 3;

    /** Share of the failures from which on one name stands for all of them. */
    private static final double NEARLY_ALL = 0.9;

    private final Map<String, Named> names = new LinkedHashMap<>();
    private final Named others = new Named("other names");
    private String lastName;
    private Named last = others;

    /** The requests of one name. */
    private static final class Named {

        private final String name;
        private final long[] counts = new long[Outcome.values().length];
        private final MessageCounter messages = new MessageCounter();

        Named(String name) {
            this.name = name;
        }

        long of(Outcome outcome) {
            return counts[outcome.ordinal()];
        }

        long total() {
            return Arrays.stream(counts).sum();
        }

        long failed() {
            return total() - of(Outcome.OK);
        }

        String failures() {
            return "'" + name + "' " + shareOf(failed(), total());
        }
    }

    /** Counts a request that succeeded. */
    void succeeded(String name) {
        named(name).counts[Outcome.OK.ordinal()]++;
    }

    /** Counts a request that failed. */
    void failed(String name, Outcome outcome, String message) {
        Named named = named(name);
        named.counts[outcome.ordinal()]++;
        named.messages.add(message, 1);
    }

    private Named named(String name) {
        if (!name.equals(lastName)) { // requests of one name follow each other in most logs
            lastName = name;
            last = find(name);
        }
        return last;
    }

    private Named find(String name) {
        Named named = names.get(name);
        if (named == null) {
            named = names.size() < MOST_NAMES ? new Named(name) : others;
            if (named != others) {
                names.put(name, named);
            }
        }
        return named;
    }

    private List<Named> all() {
        List<Named> all = new ArrayList<>(names.values());
        if (others.total() > 0) {
            all.add(others);
        }
        return all;
    }

    /** Returns the number of requests with this outcome. */
    long of(Outcome outcome) {
        return all().stream().mapToLong(named -> named.of(outcome)).sum();
    }

    /** Returns all requests, by what became of them. */
    OutcomeCounts counts() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, of(outcome));
        }
        return new OutcomeCounts(counts);
    }

    /** Returns the number of all requests. */
    long total() {
        return all().stream().mapToLong(Named::total).sum();
    }

    private long failed() {
        return total() - of(Outcome.OK);
    }

    /**
     * Returns whether all refusals are of requests of names that were never served: then the service does not run out of
     * something, but never serves these.
     */
    boolean onlyNeverServedAreRefused() {
        return all().stream()
                .filter(named -> named.of(Outcome.REFUSED) > 0)
                .allMatch(named -> named.of(Outcome.OK) == 0);
    }

    /** Returns the most frequent messages of the failed requests, e.g. {@code "Connection refused" (20 times)}. */
    String messages() {
        List<MessageCounts> counts =
                all().stream().map(named -> named.messages.counts()).toList();
        return MessageCounts.sum(counts).description(MOST_LISTED);
    }

    /** Returns how many requests failed, which, and why, in a sentence without its full stop; empty if none failed. */
    Optional<String> failures() {
        if (failed() == 0) {
            return Optional.empty();
        }
        return Optional.of(shareOf(failed(), total()) + " requests failed" + which() + ": " + messages());
    }

    private String which() {
        if (all().size() == 1) {
            return "";
        }
        List<Named> failing = all().stream()
                .filter(named -> named.failed() > 0)
                .sorted(Comparator.comparingLong(Named::failed).reversed())
                .toList();
        Named worst = failing.get(0);
        if (worst.failed() >= NEARLY_ALL * failed() && worst != others) {
            return (failing.size() == 1 ? ", all of them of " : ", most of them of ") + worst.failures() + ", one of "
                    + all().size() + " names (--request '" + worst.name
                    + "' judges these alone, --request with another name leaves them out)";
        }
        return ", by name "
                + failing.stream().limit(MOST_LISTED).map(Named::failures).collect(Collectors.joining(", "))
                + (failing.size() > MOST_LISTED ? " and " + (failing.size() - MOST_LISTED) + " more" : "")
                + " (--request NAME judges one of " + all().size() + " names alone)";
    }

    /** Returns a count as a share, e.g. {@code 180 of 940 (19.1 %)}. */
    static String shareOf(long count, long total) {
        double percent = total == 0 ? 0 : 100.0 * count / total;
        String digits = percent > 0 && percent < 0.1 ? "%d of %d (%.2f %%)" : "%d of %d (%.1f %%)";
        return String.format(Locale.ROOT, digits, count, total, percent);
    }
}
