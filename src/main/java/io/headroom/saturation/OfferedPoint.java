package io.headroom.saturation;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.util.stream.Stream;

/**
 * One step with arrivals, and the share of them that was not served: refused, timed out, or still waiting in a queue that grew.
 *
 * <p>If of the requests sent in a window more succeed, or time out, than successes end in it, more were in flight at its end
 * than at its start. By chance the number in flight, λ·L on average, differs by about {@code √(2·λ·L)}, and by more where
 * requests wait; growth up to {@value #BY_CHANCE} such deviations does not count. Other failures say nothing about the load,
 * unless certainly more of the requests fail so than at less load.
 *
 * @param rate    offered requests per second
 * @param share   that was not served
 * @param refused that was refused
 */
record OfferedPoint(double rate, RefusedShare share, RefusedShare refused) {

    /** With 2, a step of two seconds in which nothing was refused counted as not taken in 4 % of the searches. */
    private static final double BY_CHANCE = 3;

    static OfferedPoint of(StepStatistics step) {
        return of(step, 1);
    }

    /** @param failing share of the requests that fails otherwise at less load, 0 to 1 */
    static OfferedPoint of(StepStatistics step, double failing) {
        RefusedShare refused = RefusedShare.of(step);
        double seconds = step.windowMillis() / 1000.0;
        long taken = step.counts().of(Outcome.OK) + step.counts().of(Outcome.TIMED_OUT);
        double grown = taken - step.goodputPerSecond() * seconds;
        double inFlight = step.sentPerSecond() * step.latency().mean() / 1000;
        boolean grows = grown > BY_CHANCE * Math.sqrt(2 * Math.max(1, inFlight));
        RefusedShare failed = failed(step);
        boolean fails = failed.low() > failing + RefusedShare.ALLOWED;
        long unserved = refused.refused() + (grows ? Math.round(grown) : 0) + (fails ? failed.refused() : 0);
        return new OfferedPoint(
                ArrivalsSearch.rate(step),
                new RefusedShare(Math.min(unserved, refused.requests()), refused.requests()),
                refused);
    }

    /** Returns the share of the requests that failed, but were not refused and did not time out. */
    static RefusedShare failed(StepStatistics step) {
        long others = Stream.of(Outcome.OK, Outcome.REFUSED, Outcome.TIMED_OUT)
                .mapToLong(step.counts()::of)
                .sum();
        return new RefusedShare(step.counts().total() - others, step.counts().total());
    }

    /** Returns whether the service took this rate: at most 1 % were not served. */
    boolean isTaken() {
        return share.observed() <= RefusedShare.ALLOWED;
    }

    /** Returns how many requests a second were not served. */
    double unservedPerSecond() {
        return share.observed() * rate;
    }
}
