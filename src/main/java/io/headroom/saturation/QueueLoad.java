package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.Queueing.Trend;
import java.util.List;
import java.util.Optional;

/**
 * How many callers show the capacity of a service that queues, and how many need not be tried because it would have refused before.
 *
 * <p>The capacity is measured with {@value #KNEES_TO_MEASURE} times the callers of the knee N*, since N* is where waiting begins: all
 * of the service is busy there, even if answers take some time to get back to their callers. A service that has a limit on its queue
 * usually has it at some 10 places for each request that it works on. So it is said to refuse nothing after {@value #KNEES_TO_TRY}
 * times the knee, or where requests would wait for a quarter of the time after which they are given up: beyond that, work that nobody
 * waits for would stay queued.
 *
 * @param proof    that the service queues
 * @param settings of the search
 */
record QueueLoad(Queueing proof, SearchSettings settings) {

    private static final double KNEES_TO_MEASURE = 2;
    private static final double KNEES_TO_TRY = 32;

    /** Part (1 ÷ 4) of the request's time-out that callers may wait for once it is proven that the service queues … */
    private static final int PROVEN_DIVISOR = 4;

    /** … and share of it that they may wait for while that is looked into. */
    private static final double WHILE_UNPROVEN = 2 / 3.0;

    /** Most times that a load is offered before more callers are tried, although they may have to wait too long. */
    private static final int TRIES = 3;

    /** Latency that is longer by this factor than at the least load contains waiting. */
    private static final double WAITING = 1.5;

    /** Returns the load of a service that queues; empty if the steps of a round do not prove that it does. */
    static Optional<QueueLoad> in(List<StepStatistics> finished, SearchSettings settings) {
        return Queueing.in(finished, settings.rule()).map(proof -> new QueueLoad(proof, settings));
    }

    /** Returns whether this many callers need not be tried: goodput has stopped growing, and refusals are not to be expected. */
    boolean isBeyond(int callers) {
        boolean manyKnees = proof.trend() != Trend.GROWS && callers > Math.round(KNEES_TO_TRY * proof.knee());
        return manyKnees
                || wait(callers, proof.perSecond()) * PROVEN_DIVISOR
                        > settings.requestTimeout().toMillis();
    }

    /** Returns how long requests take that wait, in milliseconds, by Little's law: {@code N ÷ X}. */
    private static double wait(int callers, double perSecond) {
        return 1000 * callers / perSecond;
    }

    /**
     * Returns whether the load of a step should not be raised before it is known whether the service queues: requests wait in it, and
     * with so many more callers they would wait too long.
     *
     * @param last   a clean step of the round
     * @param raised the next number of callers
     */
    static boolean isDoubtful(StepStatistics last, int raised, List<StepStatistics> finished, SearchSettings settings) {
        double least = finished.stream()
                .filter(step -> step.latency().count() > 0)
                .mapToDouble(step -> step.latency().mean())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        return last.latency().mean() >= WAITING * least
                && wait(raised, last.goodputPerSecond())
                        > WHILE_UNPROVEN * settings.requestTimeout().toMillis()
                && CallersSearch.times(last.step(), finished) < TRIES;
    }

    /** Returns the callers to measure the capacity with. Where goodput still grows they are as many as leave room for an overload. */
    int callers() {
        int fewest = proof.fewestCallers();
        double wanted = proof.trend() == Trend.GROWS
                ? fewest / (double) CallersSearch.OVERLOAD
                : Math.max(fewest, Math.ceil(KNEES_TO_MEASURE * proof.knee()));
        return (int) Math.max(1, Math.min(wanted, settings.callers().maximum() / CallersSearch.LEAST_OVERLOAD));
    }
}
