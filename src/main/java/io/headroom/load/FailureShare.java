package io.headroom.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The requests of a step, or of several, that failed in one way. A way to fail is an HTTP status, such as 502, with what it
 * stands for, or else an outcome, such as a time-out.
 *
 * @param outcome what became of the requests
 * @param status  their HTTP status; empty if no status says why they failed
 * @param count   number of the requests, at least 1
 * @param total   number of all requests, successful or not
 */
public record FailureShare(Outcome outcome, OptionalInt status, long count, long total) {

    /** A share that differs from one in so many by less than this part of it is said to be one in so many. */
    private static final double NEARLY = 0.05;

    /** Shares below one in so many are said in percent. */
    private static final int MOST_PARTS = 10;

    /** From this share on, all requests are said to fail. */
    private static final double NEARLY_ALL = 0.99;

    /** Returns every way in which requests failed, the most frequent first. */
    public static List<FailureShare> of(OutcomeCounts counts) {
        long total = counts.total();
        Map<Outcome, Long> withoutStatus = new EnumMap<>(counts.byOutcome());
        withoutStatus.remove(Outcome.OK);
        List<FailureShare> shares = new ArrayList<>();
        counts.byStatus()
                .forEach((outcome, statuses) -> statuses.forEach((status, count) -> {
                    withoutStatus.merge(outcome, -count, Long::sum);
                    shares.add(new FailureShare(outcome, OptionalInt.of(status), count, total));
                }));
        withoutStatus.forEach(
                (outcome, count) -> shares.add(new FailureShare(outcome, OptionalInt.empty(), count, total)));
        shares.removeIf(share -> share.count() == 0);
        shares.sort(Comparator.comparingLong(FailureShare::count).reversed());
        return List.copyOf(shares);
    }

    /** Returns the most frequent way in which requests failed other than being refused; empty if there is none. */
    public static Optional<FailureShare> worstUnlessRefused(OutcomeCounts counts) {
        return of(counts).stream()
                .filter(share -> share.outcome() != Outcome.REFUSED)
                .findFirst();
    }

    /** Returns the share of all requests, 0 to 1. */
    public double share() {
        return (double) count / total;
    }

    /**
     * Returns the name of this way to fail, e.g. {@code 502} or {@code no connection}. No other way has the same name: a status
     * that stands for another outcome than usual names that, too, e.g. {@code 404 (refused)}.
     */
    public String kind() {
        return name() + (isUnusual() ? " (" + outcome.word() + ")" : "");
    }

    private String name() {
        return status.isPresent()
                ? Integer.toString(status.getAsInt())
                : outcome == Outcome.NOT_READY ? "no connection" : outcome.word();
    }

    /** Returns whether the status stands for another outcome than it does by default. */
    private boolean isUnusual() {
        return status.isPresent() && Outcome.ofStatus(status.getAsInt()) != outcome;
    }

    /** Returns the kind, its share and its number, e.g. {@code 502 (25.1 %, 1,204)} or {@code 404 (refused, 2.0 %, 20)}. */
    public String description() {
        String meaning = isUnusual() ? outcome.word() + ", " : "";
        return String.format(Locale.ROOT, "%s (%s%s, %,d)", name(), meaning, percent(), count);
    }

    /**
     * Returns how many requests failed so, as a sentence without its end, e.g. {@code 1 in 4 answers is 502} or {@code
     * all requests found no connection}.
     */
    public String sentence() {
        String things = status.isPresent() ? "answers" : "requests";
        long parts = Math.round(1 / share());
        boolean few = parts >= 2 && parts <= MOST_PARTS && Math.abs(share() * parts - 1) <= NEARLY;
        String subject = few
                ? "1 in " + parts + " " + things
                : count == total
                        ? "all " + things
                        : share() >= NEARLY_ALL ? "nearly all " + things : percent() + " of " + things;
        return subject + " " + (few ? verbOfOne() : verb());
    }

    /**
     * Returns the likely cause: what stands between the injector and the service says 502 if it cannot reach a backend.
     * Empty where no cause is more likely than others.
     */
    public Optional<String> cause() {
        if (status.isEmpty() || status.getAsInt() != 502 || isUnusual()) {
            return Optional.empty();
        }
        return Optional.of(
                share() < NEARLY_ALL
                        ? "a backend behind it is down"
                        : "what answers is a proxy, and the service behind it is down");
    }

    private String percent() {
        return share() > 0 && share() < 0.001 ? "<0.1 %" : String.format(Locale.ROOT, "%.1f %%", 100 * share());
    }

    private String verbOfOne() {
        return status.isPresent() ? "is " + kind() : verb();
    }

    private String verb() {
        if (status.isPresent()) {
            return "are " + kind();
        }
        return switch (outcome) {
            case NOT_READY -> "found no connection (refused, or closed before the answer)";
            case TIMED_OUT -> "timed out";
            case WRONG_ANSWER -> "got a wrong answer";
            case INJECTOR_ERROR -> "were not sent, since the injector ran out of resources";
            default -> "failed: " + outcome.word();
        };
    }
}
