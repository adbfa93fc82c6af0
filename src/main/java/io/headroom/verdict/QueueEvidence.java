package io.headroom.verdict;

import io.headroom.load.Outcome;
import io.headroom.saturation.Queueing;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts into words how a service queues that refuses nothing. */
final class QueueEvidence {

    private QueueEvidence() {}

    /**
     * Describes the queue, e.g. {@code it never refuses (up to 64 callers): it queues. It serves 240.1 req/s; beyond 12 callers each
     * further caller only adds 4.2 ms of waiting}.
     *
     * @param point    where the service is full; its capacity is more precise than the steps that prove the queue
     * @param rounds   that the point comes from; some of them may have been refused
     * @param queueing the proof; empty if it was disturbed after the search had found it
     */
    static String of(Saturation point, List<RoundResult> rounds, Optional<Queueing> queueing) {
        String refuses = refuses(rounds);
        return queueing.map(proof -> refuses + " (up to " + proof.mostCallers() + " callers): it queues. "
                        + served(point) + "; beyond " + knee(point, proof)
                        + String.format(
                                Locale.ROOT,
                                " each further caller only adds %s ms of waiting",
                                millis(1000 / point.goodputPerSecond())))
                .orElseGet(() -> refuses + ": it queues. " + served(point));
    }

    private static String refuses(List<RoundResult> rounds) {
        List<RoundResult.Boundary> found =
                rounds.stream().flatMap(round -> round.asBoundary().stream()).toList();
        long refused = found.stream().filter(round -> !round.isOfQueue()).count();
        if (refused > 0) {
            return "it refused in " + refused + " of " + found.size() + " rounds only";
        }
        boolean strays = found.stream()
                .flatMap(round -> Stream.concat(Stream.of(round.boundary()), round.overload().stream()))
                .anyMatch(step -> step.counts().of(Outcome.REFUSED) > 0);
        return strays ? "it refuses next to nothing" : "it never refuses";
    }

    /** Describes the growth of goodput with more callers, where next to nothing is refused. */
    static String ofGrowth(Saturation point) {
        return String.format(
                Locale.ROOT,
                "%s, and goodput still grows: with twice as many callers it served %.1f %% more, as where requests"
                        + " are spread unevenly over queues; ArrivalsSimulation measures what it can serve",
                refuses(List.of(point.median())),
                100 * point.growthBeyond());
    }

    private static String served(Saturation point) {
        return String.format(Locale.ROOT, "It serves %.1f req/s", point.goodputPerSecond());
    }

    private static String knee(Saturation point, Queueing queueing) {
        long knee = Math.max(1, Math.round(queueing.idle().knee(point.goodputPerSecond())));
        return knee + (knee == 1 ? " caller" : " callers") + (queueing.isKneeAtMost() && knee > 1 ? " (or fewer)" : "");
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 0.1 ? "%.3f" : "%.1f", millis);
    }
}
