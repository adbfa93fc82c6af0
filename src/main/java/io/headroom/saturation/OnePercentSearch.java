package io.headroom.saturation;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.NormalQuantile;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The highest rate of arrivals of which at most 1 % are refused. Where pods are chosen without a look at them it can be half
 * of the capacity or less, since some pods are full while others idle.
 *
 * <p>The first step offers nearly the capacity. Each step then says, by what it refused and by the shape that a
 * {@link FiniteQueue} gives, where 1 % are refused. These answers are averaged, weighted by how sure each is, and the next
 * step is offered that rate: so the last ones lie where the shape matters least.
 */
public final class OnePercentSearch implements SaturationSearch<OnePercentRate> {

    /** What is called as good as the capacity. */
    private static final double TOP = 0.98;

    /** Expected requests of a step: 30 refusals, when 1 % are refused. */
    private static final int REQUESTS = 3000;

    private static final int LATENCIES_TO_SETTLE = 20;
    private static final double LEAST_SETTLING_SECONDS = 1;

    /** Standard deviation of the answer's logarithm at which the search is content. */
    private static final double CONTENT = 0.08;

    /** That of the service's speed: 2 % from step to step, 3 % slowly. */
    private static final double SPEED_SD = 0.036;

    /** That of what the shape adds for a rate that is further away, as a share of the distance. */
    private static final double SHAPE_SD = 0.25;

    /** Half a refusal more than was seen, so that none is no certainty. */
    private static final double UNSEEN = 0.5;

    private static final double SMALL = 0.05;

    private final ArrivalsSettings settings;
    private final SaturationRule rule;
    private final CapacityEstimate capacity;
    private final double latencySeconds;

    /** @param latencySeconds of a request that does not wait */
    public OnePercentSearch(
            ArrivalsSettings settings, SaturationRule rule, CapacityEstimate capacity, double latencySeconds) {
        this.settings = settings;
        this.rule = rule;
        this.capacity = capacity;
        this.latencySeconds = latencySeconds;
    }

    /** One step's answer: the logarithm of the rate, and its variance. */
    private record LogRateEstimate(double log, double variance) {}

    /** A step that the injector limited shows nothing: it is offered again, for as long as it is asked for. */
    @Override
    public Decision<OnePercentRate> next(List<StepStatistics> finished) {
        List<StepStatistics> steps = finished.stream()
                .filter(step -> step.step().purpose() == Purpose.ONE_PERCENT)
                .filter(step -> rule.judge(step) != StepVerdict.INJECTOR_BOUND)
                .toList();
        if (steps.isEmpty()) {
            return offer(TOP * capacity.perSecond());
        }
        LogRateEstimate answer = average(steps.stream().map(this::answer).toList());
        boolean allTaken = steps.stream().allMatch(step -> RefusedShare.of(step).isAllowed() && isTop(step));
        if (allTaken
                || answer.variance() <= CONTENT * CONTENT
                || steps.size() >= settings.onePercentSteps().orElse(0)) {
            return new Decision.Ended<>(rate(answer, allTaken, steps.size()));
        }
        return offer(Math.min(TOP * capacity.perSecond(), Math.exp(answer.log())));
    }

    private OnePercentRate rate(LogRateEstimate answer, boolean allTaken, int steps) {
        double top = TOP * capacity.perSecond();
        double width = Math.exp(NormalQuantile.TWO_SIDED_95 * Math.sqrt(answer.variance()));
        boolean atLeast = allTaken || Math.exp(answer.log()) >= top;
        double rate = atLeast ? top : Math.exp(answer.log());
        return new OnePercentRate(
                rate, rate / width, Math.max(rate, Math.min(capacity.highPerSecond(), rate * width)), atLeast, steps);
    }

    private boolean isTop(StepStatistics step) {
        return ArrivalsSearch.rate(step) >= (TOP - SMALL) * capacity.perSecond();
    }

    /**
     * With x refused of n at a load ρ the queue is the one that refuses {@code (x + ½) ÷ (n + 1)} there, and the answer is
     * where it refuses 1 %. What the count leaves open goes into the answer by the slope of the one against the other.
     */
    private LogRateEstimate answer(StepStatistics step) {
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

    private static LogRateEstimate average(List<LogRateEstimate> answers) {
        double weights = 0;
        double sum = 0;
        for (LogRateEstimate answer : answers) {
            weights += 1 / answer.variance();
            sum += answer.log() / answer.variance();
        }
        return new LogRateEstimate(sum / weights, 1 / weights);
    }

    private Decision<OnePercentRate> offer(double perSecond) {
        double settling = Math.max(LEAST_SETTLING_SECONDS, LATENCIES_TO_SETTLE * latencySeconds);
        Timing timing = new Timing(0, Duration.ZERO, Timing.seconds(settling), settings.window(REQUESTS / perSecond));
        return new Decision.Offer<>(
                0, Purpose.ONE_PERCENT, new Arrivals(perSecond, settings.spacing()), Optional.of(timing));
    }
}
