package io.headroom.saturation;

import io.headroom.load.Load;
import io.headroom.load.Spacing;
import io.headroom.load.StepStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A rate that the goodputs of several steps agree on, although their loads differ: what was asked for beyond it was refused. The rates
 * of the steps lie within {@value #WIDTH} of each other on a logarithmic scale. They are {@value #LEAST_STEPS} or more, and their loads,
 * in callers or in arrivals per second, differ by a factor of at least {@value #LEAST_SPREAD}: goodput that grew with a power of 0.25 of
 * the load would differ by more than that width. For most of the time with as much load or more, the rate was this one. Of several such
 * groups it is the one that took the longest, since a bucket that is not empty yet adds its tokens to a short step.
 *
 * @param steps     the steps, by their rate
 * @param perSecond the rate, in successes per second: the mean of the logarithms, weighted by their precision
 * @param error     standard error of the rate, in successes per second
 */
record GoodputCap(List<StepStatistics> steps, double perSecond, double error) {

    private static final double WIDTH = 0.1;
    private static final int LEAST_STEPS = 3;
    private static final double LEAST_SPREAD = 1.5;

    /** Least relative error of a step: its window and its clock are no more precise. */
    private static final double STEP_SD = 0.005;

    /** Relative error that all steps share, as where tokens are lost now and then because the bucket is full. */
    private static final double COMMON_SD = 0.01;

    /**
     * The rate that a step shows.
     *
     * @param log      its logarithm
     * @param variance variance of the logarithm
     */
    private record StepRate(StepStatistics step, double log, double variance) {}

    /** Returns the rate that the goodputs themselves agree on: that of a bucket which holds some tokens. */
    static Optional<GoodputCap> ofGoodputs(List<StepStatistics> refused) {
        return of(refused, StepStatistics::goodputPerSecond);
    }

    /**
     * Returns the rate r of a limiter that takes no bursts: after each request that it takes it refuses for {@code 1 ÷ r}. Of Poisson
     * arrivals at a rate λ it takes {@code X = λ ÷ (1 + λ ÷ r)}, as a counter does with a dead time that refusals do not prolong (W.
     * Feller, On Probability Problems in the Theory of Counters, Courant Anniversary Volume, 1948). So {@code 1 ÷ r = 1 ÷ X − 1 ÷ λ}.
     */
    static Optional<GoodputCap> ofDeadTimes(List<StepStatistics> refused) {
        return of(
                refused.stream().filter(GoodputCap::isPoisson).toList(),
                step -> 1 / (1 / step.goodputPerSecond() - 1 / step.sentPerSecond()));
    }

    private static boolean isPoisson(StepStatistics step) {
        return step.step().load().arrivalSpacing().equals(Optional.of(Spacing.POISSON))
                && step.goodputPerSecond() < step.sentPerSecond();
    }

    private static Optional<GoodputCap> of(List<StepStatistics> refused, ToDoubleFunction<StepStatistics> rate) {
        List<StepRate> rates = refused.stream()
                .map(step -> rateOf(step, rate.applyAsDouble(step)))
                .sorted(Comparator.comparingDouble(StepRate::log))
                .toList();
        return IntStream.range(0, rates.size())
                .mapToObj(from -> rates.subList(from, end(rates, from)))
                .filter(group -> group.size() >= LEAST_STEPS && isWide(group) && isMost(group, rates))
                .max(Comparator.comparingLong(GoodputCap::millis))
                .map(GoodputCap::mean);
    }

    /** An error of the goodput X is one of the rate r that is larger by {@code r ÷ X}: see {@link #ofDeadTimes}. */
    private static StepRate rateOf(StepStatistics step, double rate) {
        double factor = rate / step.goodputPerSecond();
        return new StepRate(step, Math.log(rate), STEP_SD * STEP_SD + factor * factor / Goodput.answers(step));
    }

    private static int end(List<StepRate> rates, int from) {
        int end = from;
        while (end < rates.size() && rates.get(end).log() <= rates.get(from).log() + WIDTH) {
            end++;
        }
        return end;
    }

    /** Loads of different kinds are not compared with each other. */
    private static boolean isWide(List<StepRate> group) {
        return isWide(group, false) || isWide(group, true);
    }

    private static boolean isWide(List<StepRate> group, boolean open) {
        double[] amounts = group.stream()
                .map(rate -> rate.step().offered())
                .filter(load -> load.isOpen() == open)
                .mapToDouble(Load::amount)
                .sorted()
                .toArray();
        return amounts.length > 1 && amounts[amounts.length - 1] >= LEAST_SPREAD * amounts[0];
    }

    private static boolean isMost(List<StepRate> group, List<StepRate> rates) {
        double least = group.stream().mapToDouble(GoodputCap::sent).min().orElseThrow();
        return 2 * millis(group)
                > millis(rates.stream().filter(rate -> sent(rate) >= least).toList());
    }

    private static double sent(StepRate rate) {
        return rate.step().sentPerSecond();
    }

    private static long millis(List<StepRate> rates) {
        return rates.stream().mapToLong(rate -> rate.step().windowMillis()).sum();
    }

    /** The error is larger by Birge's ratio if the rates differ by more than counting explains: see {@link GoodputGrowth}. */
    private static GoodputCap mean(List<StepRate> group) {
        double weights = 0;
        double sum = 0;
        for (StepRate rate : group) {
            weights += 1 / rate.variance();
            sum += rate.log() / rate.variance();
        }
        double mean = sum / weights;
        double squares = group.stream()
                .mapToDouble(rate -> (rate.log() - mean) * (rate.log() - mean) / rate.variance())
                .sum();
        double disturbed = Math.max(1, squares / (group.size() - 1));
        double error = Math.sqrt(disturbed / weights + COMMON_SD * COMMON_SD);
        return new GoodputCap(group.stream().map(StepRate::step).toList(), Math.exp(mean), Math.exp(mean) * error);
    }

    /** Returns the time that the steps were measured for, in milliseconds. */
    long millis() {
        return steps.stream().mapToLong(StepStatistics::windowMillis).sum();
    }
}
