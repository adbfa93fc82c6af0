package io.headroom.saturation;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.NormalQuantile;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Searches the highest rate of arrivals at which at most 1 % of the requests are refused. If pods are chosen without
 * regard to their load, it can be half of the capacity or less, since some pods are full while others idle.
 *
 * <p>The first step offers nearly the capacity. Each step then gives an estimate of the rate: the {@link FiniteQueue}
 * that refuses as much as the step did shows where 1 % are refused. These estimates are averaged, weighted by their
 * certainty, and the next step offers the average. So the last steps lie where the shape of the model matters least.
 *
 * <p>It is the rate under a limit of 1 % failures, which {@link LimitSearch} finds, too. But a service that refuses shows its queue in one
 * step, and latencies do not: of six simulated services this search took 14 to 199 s, the other one 139 to 186 s at least, and the errors
 * of both were alike.
 */
public final class OnePercentSearch implements SaturationSearch<OnePercentRate> {

    /** Share of the capacity that counts as the capacity itself. */
    private static final double TOP = 0.98;

    /** Expected requests of a step: 30 refusals if 1 % are refused. */
    static final int REQUESTS = 3000;

    /** Expected requests of the first step, which shows whether the rate lies near the capacity. */
    private static final int FIRST_REQUESTS = 1200;

    private static final int LATENCIES_TO_SETTLE = 20;
    private static final double LEAST_SETTLING_SECONDS = 1;

    /** Standard deviation of the estimate's logarithm at which the search ends. */
    private static final double PRECISE_SD = 0.08;

    /** Standard deviation of the logarithm of the service's speed. */
    private static final double SPEED_SD = Goodput.speedSd(1);

    /**
     * Standard deviation that the model's shape adds, as a share of the (logarithmic) distance between the offered rate
     * and the estimate.
     */
    private static final double SHAPE_SD = 0.25;

    /** Half a refusal is added to those that were seen, so that no refusals are not taken for certainty. */
    private static final double UNSEEN = 0.5;

    /** Small step of a logarithm, for a numerical derivative and as a tolerance. */
    private static final double SMALL = 0.05;

    private final ArrivalsSettings settings;
    private final SaturationRule rule;
    private final CapacityEstimate capacity;
    private final double latencySeconds;
    private final int mostSteps;

    /**
     * @param latencySeconds latency of a request that does not wait
     * @param mostSteps      most steps that show something; at least 1
     */
    public OnePercentSearch(
            ArrivalsSettings settings,
            SaturationRule rule,
            CapacityEstimate capacity,
            double latencySeconds,
            int mostSteps) {
        this.settings = settings;
        this.rule = rule;
        this.capacity = capacity;
        this.latencySeconds = latencySeconds;
        this.mostSteps = mostSteps;
    }

    /** One step's estimate: the logarithm of the rate, and its variance. */
    private record LogRateEstimate(double log, double variance) {}

    /**
     * {@inheritDoc}
     *
     * <p>A step that the injector limited, or that sent nothing, shows nothing. The same rate is offered again; the plan decides how
     * often.
     */
    @Override
    public Decision<OnePercentRate> next(List<StepStatistics> finished) {
        List<StepStatistics> steps = telling(finished);
        if (steps.isEmpty()) {
            return offer(TOP * capacity.perSecond(), first());
        }
        LogRateEstimate estimate = average(steps);
        return areAllTaken(steps) || estimate.variance() <= PRECISE_SD * PRECISE_SD || steps.size() >= mostSteps
                ? new Decision.Ended<>(rate(steps))
                : offer(Math.min(TOP * capacity.perSecond(), Math.max(settings.leastRate(), Math.exp(estimate.log()))));
    }

    /** Returns the rate as far as it is known after these steps; empty if none of them shows anything. */
    Optional<OnePercentRate> soFar(List<StepStatistics> finished) {
        return Optional.of(telling(finished)).filter(steps -> !steps.isEmpty()).map(this::rate);
    }

    private List<StepStatistics> telling(List<StepStatistics> finished) {
        return finished.stream()
                .filter(step -> step.step().purpose() == Purpose.ONE_PERCENT)
                .filter(step -> rule.judge(step) != StepVerdict.INJECTOR_BOUND)
                .filter(step -> step.counts().total() > 0)
                .toList();
    }

    private boolean areAllTaken(List<StepStatistics> steps) {
        return steps.stream().allMatch(step -> RefusedShare.of(step).isAllowed() && isTop(step));
    }

    private OnePercentRate rate(List<StepStatistics> steps) {
        LogRateEstimate estimate = average(steps);
        double top = TOP * capacity.perSecond();
        double width = Math.exp(NormalQuantile.TWO_SIDED_95 * Math.sqrt(estimate.variance()));
        boolean atLeast = areAllTaken(steps) || Math.exp(estimate.log()) >= top;
        double rate = atLeast ? top : Math.exp(estimate.log());
        return new OnePercentRate(
                rate,
                rate / width,
                Math.max(rate, Math.min(capacity.highPerSecond(), rate * width)),
                atLeast,
                steps.size());
    }

    private boolean isTop(StepStatistics step) {
        return ArrivalsSearch.rate(step) >= (TOP - SMALL) * capacity.perSecond();
    }

    /**
     * Returns the estimate of one step. If x of n requests were refused at a load ρ, the queue is the one that refuses
     * the share {@code (x + ½) ÷ (n + 1)} at ρ, and the estimate is the load at which it refuses 1 %. The uncertainty
     * of the count enters by the slope of the estimate's logarithm against that of the share.
     */
    private LogRateEstimate estimate(StepStatistics step) {
        double load = Math.min(TOP, ArrivalsSearch.rate(step) / capacity.perSecond());
        RefusedShare seen = RefusedShare.of(step);
        double share = (seen.refused() + UNSEEN) / (seen.requests() + 1);
        double log = logAt(share, load);
        double slope = (logAt(share * Math.exp(SMALL), load) - logAt(share * Math.exp(-SMALL), load)) / (2 * SMALL);
        double counted = slope * slope * FiniteQueue.refusing(share, load).scatter(load) / (seen.refused() + UNSEEN);
        double shape = SHAPE_SD * (log - Math.log(load));
        double variance = counted + SPEED_SD * SPEED_SD + shape * shape;
        return new LogRateEstimate(log + Math.log(capacity.perSecond()), variance);
    }

    private static double logAt(double share, double load) {
        return Math.log(FiniteQueue.refusing(Math.min(share, 1 - SMALL), load).loadAt(RefusedShare.ALLOWED));
    }

    private LogRateEstimate average(List<StepStatistics> steps) {
        double weights = 0;
        double sum = 0;
        for (StepStatistics step : steps) {
            LogRateEstimate estimate = estimate(step);
            weights += 1 / estimate.variance();
            sum += estimate.log() / estimate.variance();
        }
        return new LogRateEstimate(sum / weights, 1 / weights);
    }

    private Timing first() {
        Timing timing = timing(TOP * capacity.perSecond(), FIRST_REQUESTS);
        return timing.settledFor(Timing.CONNECTIONS_CLOSE);
    }

    private Decision<OnePercentRate> offer(double perSecond) {
        return offer(perSecond, timing(perSecond, REQUESTS));
    }

    private Decision<OnePercentRate> offer(double perSecond, Timing timing) {
        return new Decision.Offer<>(
                0, Purpose.ONE_PERCENT, new Arrivals(perSecond, settings.spacing()), Optional.of(timing));
    }

    /** Returns the phases of a step at this rate in which so many requests are expected. */
    Timing timing(double perSecond, int requests) {
        return new Timing(0, Duration.ZERO, settling(), settings.window(requests / perSecond));
    }

    private Duration settling() {
        return Timing.seconds(Math.max(LEAST_SETTLING_SECONDS, LATENCIES_TO_SETTLE * latencySeconds));
    }
}
