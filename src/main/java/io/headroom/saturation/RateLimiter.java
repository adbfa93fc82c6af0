package io.headroom.saturation;

import io.headroom.load.NormalQuantile;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A limit of policy, not of the service: requests are refused beyond a rate, whatever the service could do. Goodput is the same rate at
 * different loads ({@link GoodputCap}), and no request waits.
 *
 * <p>A full service refuses as well, and where it has no queue, none waits either. What proves a limiter is that it refuses while the
 * service is idle. By Little's law (J. D. C. Little, Operations Research 9, 1961) a goodput X with the latency R keeps {@code L = X·R}
 * successes in flight. A full service has at least one in it when it refuses. With callers, the one whose success ends sends again at
 * once, so that the service is never empty. Poisson arrivals find it at any time alike (R. W. Wolff, Poisson Arrivals See Time Averages,
 * Operations Research 30, 1982), and a share p of them finds it full:
 *
 * <pre>{@code L ≥ 1 with callers,    L ≥ p with arrivals}</pre>
 *
 * <p>A limiter of 50 requests per second before answers of 0.3 ms has L = 0.015. It is {@link Certainty#PROVEN} if L, as a mean over the
 * time of the steps, is at most {@value #IDLE} of that bound. Latencies are counted as half a millisecond longer than they were measured,
 * since they are rounded to milliseconds, and a caller takes a moment to send again.
 *
 * <p>A limiter of r before answers that take R ≥ 1 ÷ r looks the same, at one speed of the service, as r·R places without a queue: both
 * take r·R callers and refuse the next. So it is only {@link Certainty#POSSIBLE}, and only if latency stays what it is at less load. It is
 * none if the speed of the service changed enough to tell: the goodput of full places follows it while L stays the same ({@link
 * PairedVariances}). The opposite proves nothing, since latency may change outside of the places. Tokens that are left in a bucket at the
 * start of a short step with callers make a possible rate too high; steps with arrivals begin once the bucket is empty.
 *
 * @param certainty whether anything else explains the steps
 * @param perSecond the rate, in requests per second
 * @param error     standard error of the rate, in requests per second
 * @param inFlight  L; without a limiter, the number of places that are full
 * @param statuses  refused requests of these steps by HTTP status, as far as it is known. A status proves nothing: some services answer
 *                  429 when they are full, and some limiters 503
 * @param steps     the steps whose goodput is the rate
 */
public record RateLimiter(
        Certainty certainty,
        double perSecond,
        double error,
        double inFlight,
        SortedMap<Integer, Long> statuses,
        List<StepStatistics> steps) {

    /** How certain it is that a limiter refused. */
    public enum Certainty {
        /** The service was idle when it refused. */
        PROVEN,
        /** A service whose places are full, and which lets no request wait, explains the steps as well. */
        POSSIBLE
    }

    /** At most this share of the successes that a full service has in flight proves that it was not full … */
    private static final double IDLE = 0.5;

    /** … and this one makes it possible. */
    private static final double NEARLY_IDLE = 0.8;

    /** Latency that is longer by no more than this factor than at less load has not grown. */
    private static final double FLAT = 1.1;

    /** Less load: a goodput of at most this share of the rate. */
    private static final double LESS_LOAD = 0.9;

    /** Confidence that the goodput varies more than what is in flight. */
    private static final double FOLLOWS = 0.9;

    private static final double ROUNDING_MILLIS = 0.5;
    private static final int LEAST_ANSWERS = 20;
    private static final int LEAST_LATENCIES = 3;
    private static final double MOST_FAILED = 0.01;

    public RateLimiter {
        statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    }

    /**
     * Returns the rate limiter that the steps show; empty if they show none.
     *
     * @param finished all steps so far, of any load
     * @param rule     decides which of them were refused
     */
    public static Optional<RateLimiter> in(List<StepStatistics> finished, SaturationRule rule) {
        List<StepStatistics> refused = refused(finished, rule);
        Optional<GoodputCap> plain = GoodputCap.ofGoodputs(refused);
        Optional<GoodputCap> dead = GoodputCap.ofDeadTimes(refused)
                .filter(each -> each.millis() > plain.map(GoodputCap::millis).orElse(0L));
        return dead.or(() -> plain)
                .flatMap(cap -> certainty(cap, finished, rule).map(certainty -> of(cap, certainty)));
    }

    /** Returns the rate limiter that the steps prove; see {@link #in}. */
    public static Optional<RateLimiter> proven(List<StepStatistics> finished, SaturationRule rule) {
        return in(finished, rule).filter(limiter -> limiter.certainty() == Certainty.PROVEN);
    }

    /**
     * Returns whether the service was idle when it refused, in all the steps that were refused so far. It then has a limiter, or a part
     * that always refuses; only different loads tell the rate.
     *
     * @param finished all steps so far, of any load
     * @param rule     decides which of them were refused
     */
    public static boolean refusesWhileIdle(List<StepStatistics> finished, SaturationRule rule) {
        List<StepStatistics> refused =
                finished.stream().filter(step -> isRefused(step, rule)).toList();
        long answers =
                refused.stream().mapToLong(step -> step.counts().of(Outcome.OK)).sum();
        return answers >= LEAST_ANSWERS && isIdle(refused);
    }

    /** Returns the lower end of the rate's 95 % confidence interval, in requests per second. */
    public double lowPerSecond() {
        return perSecond - NormalQuantile.TWO_SIDED_95 * error;
    }

    /** Returns the upper end of the rate's 95 % confidence interval, in requests per second. */
    public double highPerSecond() {
        return perSecond + NormalQuantile.TWO_SIDED_95 * error;
    }

    /** Returns the step in which the most was served. */
    public StepStatistics mostServed() {
        return steps.stream()
                .max(Comparator.comparingDouble(StepStatistics::goodputPerSecond))
                .orElseThrow();
    }

    private static RateLimiter of(GoodputCap cap, Certainty certainty) {
        SortedMap<Integer, Long> statuses = new TreeMap<>();
        cap.steps()
                .forEach(step -> step.counts()
                        .byStatus()
                        .getOrDefault(Outcome.REFUSED, Map.of())
                        .forEach((status, number) -> statuses.merge(status, number, Long::sum)));
        double inFlight = mean(cap.steps(), step -> inFlight(step, 0));
        return new RateLimiter(certainty, cap.perSecond(), cap.error(), inFlight, statuses, cap.steps());
    }

    private static Optional<Certainty> certainty(GoodputCap cap, List<StepStatistics> finished, SaturationRule rule) {
        if (isIdle(cap.steps())) {
            return Optional.of(Certainty.PROVEN);
        }
        boolean nearlyIdle = mean(cap.steps(), step -> inFlight(step, 0))
                <= NEARLY_IDLE * mean(cap.steps(), RateLimiter::leastInFlight);
        boolean explains = nearlyIdle || (isFlat(cap, finished, rule) && !followsSpeed(cap));
        return explains ? Optional.of(Certainty.POSSIBLE) : Optional.empty();
    }

    private static boolean isIdle(List<StepStatistics> refused) {
        return mean(refused, step -> inFlight(step, ROUNDING_MILLIS))
                <= IDLE * mean(refused, RateLimiter::leastInFlight);
    }

    /** Returns whether no request waited, as far as steps at less load tell, of which the service took at least one. */
    private static boolean isFlat(GoodputCap cap, List<StepStatistics> finished, SaturationRule rule) {
        List<StepStatistics> less = finished.stream()
                .filter(step -> step.goodputPerSecond() > 0 && step.latency().count() > 0)
                .filter(step -> step.goodputPerSecond() <= LESS_LOAD * cap.perSecond())
                .toList();
        List<StepStatistics> warm = cap.steps().stream()
                .filter(step -> step.step().purpose() != Purpose.WARM_UP)
                .toList();
        return !warm.isEmpty()
                && less.stream().anyMatch(step -> rule.judge(step) == StepVerdict.CLEAN)
                && mean(warm, step -> step.latency().mean()) <= FLAT * IdleLatency.millis(less);
    }

    /** Returns whether goodput certainly varies more than what is in flight, as where the service is full. */
    private static boolean followsSpeed(GoodputCap cap) {
        return PairedVariances.isFirstLarger(
                cap.steps().stream()
                        .map(step -> new PairedVariances.Pair(
                                Math.log(step.goodputPerSecond()), Math.log(inFlight(step, 0))))
                        .toList(),
                FOLLOWS);
    }

    private static List<StepStatistics> refused(List<StepStatistics> finished, SaturationRule rule) {
        return finished.stream().filter(step -> isEvidence(step, rule)).toList();
    }

    /** Returns whether a step was refused, and tells a goodput: it has enough answers, and the injector did not limit it. */
    private static boolean isEvidence(StepStatistics step, SaturationRule rule) {
        return step.counts().of(Outcome.OK) >= LEAST_ANSWERS
                && rule.injectorLimit(step).isEmpty()
                && isRefused(step, rule);
    }

    /**
     * Returns whether a step was refused, took long enough, and nothing else failed. That of a late injector counts: its latencies are
     * longer, so that an idle service seems busier. Where its callers send again late, a fast service that is full seems idle; then this
     * only leads to a search with arrivals, which takes no such step for evidence.
     */
    private static boolean isRefused(StepStatistics step, SaturationRule rule) {
        OutcomeCounts counts = step.counts();
        long failed = counts.total() - counts.of(Outcome.OK) - counts.of(Outcome.REFUSED);
        boolean lasts = step.step().load().isOpen()
                || step.step().load().closedLoopCallers().isPresent();
        return lasts
                && step.goodputPerSecond() > 0
                && step.windowMillis() >= LEAST_LATENCIES * step.latency().mean()
                && failed <= MOST_FAILED * counts.total()
                && rule.judge(step) == StepVerdict.SATURATED;
    }

    private static double inFlight(StepStatistics step, double moreMillis) {
        return step.goodputPerSecond() * (step.latency().mean() + moreMillis) / 1000;
    }

    /** Returns the fewest successes that a full service has in flight. */
    private static double leastInFlight(StepStatistics step) {
        return step.step().load().isOpen() ? step.refusedShare() : 1;
    }

    /** Returns a mean over the time of the steps. */
    private static double mean(List<StepStatistics> steps, ToDoubleFunction<StepStatistics> figure) {
        double sum = 0;
        double millis = 0;
        for (StepStatistics step : steps) {
            sum += step.windowMillis() * figure.applyAsDouble(step);
            millis += step.windowMillis();
        }
        return sum / millis;
    }
}
