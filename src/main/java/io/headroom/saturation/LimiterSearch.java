package io.headroom.saturation;

import io.headroom.load.ImpossibleRunException;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Searches the rate of a limiter that callers met, with arrivals at several rates beyond it. Callers do not tell the rate: one who was
 * refused waits before it tries again, so that with a fast service they use less than what the limiter lets pass. The result is empty if
 * the steps show no limiter.
 */
public final class LimiterSearch implements SaturationSearch<Optional<RateLimiter>> {

    /** Rates as multiples of what the callers were served, where the service was idle when it refused them … */
    private static final double[] BEYOND_IDLE = {3, 6, 12};

    /** … and where it was not, so that it has to work for what it is offered. */
    private static final double[] BEYOND_BUSY = {1.5, 2.25, 3.4};

    /** Goodput that is higher by this factor at the highest rate was not capped. */
    private static final double GROWS = 1.3;

    private static final int MOST_STEPS = 9;
    private static final int LEAST_REFUSED = 10;
    private static final Duration LONGEST_FILL = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /** Expected number of answers in a window. */
    private static final double ANSWERS = 1000;

    private final ArrivalsSettings settings;
    private final SaturationRule rule;

    public LimiterSearch(ArrivalsSettings settings, SaturationRule rule) {
        this.settings = settings;
        this.rule = rule;
    }

    /**
     * {@inheritDoc}
     *
     * @param finished all finished steps of the run, those with callers first
     */
    @Override
    public Decision<Optional<RateLimiter>> next(List<StepStatistics> finished) {
        List<StepStatistics> arrivals = finished.stream()
                .filter(step -> step.step().purpose() == Purpose.RATE_LIMIT)
                .toList();
        if (arrivals.size() % BEYOND_IDLE.length == 0 && !arrivals.isEmpty()) {
            Optional<RateLimiter> limiter = RateLimiter.in(telling(finished), rule);
            boolean known = limiter.filter(this::isPrecise).isPresent();
            boolean none = limiter.isEmpty() && grows(arrivals);
            if (known || none || arrivals.size() >= MOST_STEPS) {
                return new Decision.Ended<>(limiter);
            }
        }
        return offer(finished, arrivals);
    }

    /** Returns whether the last step served so much more than the one before it that no rate limits it. */
    private static boolean grows(List<StepStatistics> arrivals) {
        int last = arrivals.size() - 1;
        return arrivals.get(last).goodputPerSecond()
                > GROWS * arrivals.get(last - 1).goodputPerSecond();
    }

    private boolean isPrecise(RateLimiter limiter) {
        return limiter.highPerSecond() <= (1 + settings.precision()) * limiter.perSecond();
    }

    /** Returns the arrivals, and the steps with callers that were not refused: tokens that are left make the others seem faster. */
    private List<StepStatistics> telling(List<StepStatistics> finished) {
        return finished.stream()
                .filter(step -> step.step().purpose() == Purpose.RATE_LIMIT
                        || (!step.step().load().isOpen() && rule.judge(step) == StepVerdict.CLEAN))
                .toList();
    }

    /**
     * Offers the next rate. The first three are multiples of what callers were served. If these are not enough, as where callers who wait
     * after each refusal get much less than the limiter lets pass, the next three are multiples of what arrivals were served.
     */
    private Decision<Optional<RateLimiter>> offer(List<StepStatistics> finished, List<StepStatistics> arrivals) {
        int which = arrivals.size() % BEYOND_IDLE.length;
        List<StepStatistics> before = arrivals.subList(0, arrivals.size() - which);
        List<StepStatistics> callers =
                finished.stream().filter(step -> !step.step().load().isOpen()).toList();
        double served = Stream.concat(callers.stream(), before.stream())
                .mapToDouble(StepStatistics::goodputPerSecond)
                .max()
                .orElseThrow(() -> new ImpossibleRunException("a limiter is searched before any caller was served"));
        boolean idle = before.isEmpty() && RateLimiter.refusesWhileIdle(callers, rule);
        double rate = Math.min(settings.maximumRate(), served * (idle ? BEYOND_IDLE : BEYOND_BUSY)[which]);
        Timing timing = new Timing(LEAST_REFUSED, LONGEST_FILL, SETTLING, settings.window(ANSWERS / served));
        return new Decision.Offer<>(
                0,
                Purpose.RATE_LIMIT,
                new Arrivals(rate, settings.spacing()),
                Optional.of(which == 0 ? timing.settledFor(Timing.CONNECTIONS_CLOSE) : timing));
    }
}
