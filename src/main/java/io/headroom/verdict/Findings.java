package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.plan.EndMark;
import io.headroom.runlog.RunLog;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.CapacityShift;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.RateLimiter;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.StepVerdict;
import io.headroom.saturation.UnderLimit;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * The result of a run: what it proves, and the evidence. There is one case for each kind of run, and each case has only the
 * parts that such a run can have; all cases have the same header.
 *
 * <p>A new kind of result is a new case. It has to answer the questions below, and the compiler names every place that treats
 * the cases differently: see {@link Cases}.
 */
public sealed interface Findings permits CallersFindings, ArrivalsFindings, ForeignFindings, FindingsWithoutCapacity {

    /**
     * The part of a result that every kind of run has.
     *
     * @param verdict  what the run proves
     * @param answered whether the run gave the answer that it was made for
     * @param reason   reason of the verdict, a sentence without its full stop
     * @param steps    all finished steps, each with its own verdict
     * @param log      the content of the log
     * @param limiter  the rate limiter that refused, of a run whose verdict is {@link Verdict#RATE_LIMITED}
     */
    record Header(
            Verdict verdict,
            boolean answered,
            String reason,
            List<JudgedStep> steps,
            RunLog log,
            Optional<RateLimiter> limiter) {

        /** Creates the header of a run that met no rate limiter. */
        public Header(Verdict verdict, boolean answered, String reason, List<JudgedStep> steps, RunLog log) {
            this(verdict, answered, reason, steps, log, Optional.empty());
        }

        public Header {
            steps = List.copyOf(steps);
        }

        /** Returns the answered step with the fewest callers among those that the filter lets through. */
        Optional<StepStatistics> leastCallers(Predicate<StepStatistics> filter) {
            return steps.stream()
                    .map(JudgedStep::statistics)
                    .filter(filter)
                    .filter(step -> step.latency().count() > 0)
                    .filter(step -> step.step().load().closedLoopCallers().isPresent())
                    .min(Comparator.comparingDouble(step -> step.step().load().amount()));
        }

        /** Returns the steps under overload. */
        List<JudgedStep> plateaus() {
            return steps.stream()
                    .filter(step -> step.statistics().step().purpose().isOverload())
                    .toList();
        }

        private Header withoutWorkload() {
            boolean restsOnSettings = EnumSet.of(
                            Verdict.SATURATED, Verdict.RATE_LIMITED, Verdict.NOT_SATURATED, Verdict.UNCONVERGED)
                    .contains(verdict);
            return new Header(
                    restsOnSettings ? Verdict.INCOMPLETE : verdict,
                    false,
                    "without workload.json in the run's folder its settings are unknown, and the defaults are assumed; "
                            + reason,
                    steps,
                    log);
        }
    }

    /**
     * A finished step and the verdict of the saturation rule on it.
     *
     * @param why evidence for the verdict, e.g. {@code refused 20 of 260 (7.7 %)}
     */
    record JudgedStep(StepStatistics statistics, StepVerdict verdict, String why) {}

    /**
     * A function of findings, with one method for each kind of run.
     *
     * @param <R> type of the result
     */
    interface Cases<R> {

        /** Called for a search with callers. */
        R callers(CallersFindings findings);

        /** Called for a search with arrivals. */
        R arrivals(ArrivalsFindings findings);

        /** Called for a run of fine tuning. */
        R fineTuning(FineTuningFindings findings);

        /** Called for a smoke call. */
        R smoke(SmokeFindings findings);

        /** Called for a simulation that is not one of Headroom's, judged by the load that its log shows. */
        R foreign(ForeignFindings findings);

        /** Called for a log that does not belong to a known simulation, and cannot be judged. */
        R unknown(UnknownFindings findings);
    }

    /** Returns the part that every kind of run has. */
    Header header();

    /** Returns the same findings under another header. */
    Findings withHeader(Header header);

    /** Returns what {@code cases} makes of this kind of run. */
    <R> R match(Cases<R> cases);

    /** Returns whether runs of this kind are made to find a capacity. */
    boolean searchesCapacity();

    /** Returns the goodput at the saturation point, successes per second. */
    OptionalDouble capacityPerSecond();

    /** Returns how the capacity changed, in a run whose verdict is {@link Verdict#CAPACITY_MOVED}. */
    default Optional<CapacityShift> shift() {
        return Optional.empty();
    }

    /** Returns the rate limiter that refused, in a run whose verdict is {@link Verdict#RATE_LIMITED}. */
    default Optional<RateLimiter> limiter() {
        return header().limiter();
    }

    /** Returns the capacity with its confidence interval, if the search gives one. */
    Optional<CapacityEstimate> interval();

    /**
     * Returns the step that shows how much the service takes at least: the highest load that was served without refusals in a
     * run that reached the top of its range, or the highest goodput of a run that the injector limited.
     */
    Optional<StepStatistics> highestServed();

    /** Returns the step whose latencies stand for the saturation point. */
    Optional<StepStatistics> atSaturation();

    /** Returns the answered step with the fewest callers. Its latencies contain the least waiting. */
    Optional<StepStatistics> leastLoaded();

    /** Returns the load to run at. */
    Optional<Target> target();

    /** Returns the step that verified the target. */
    Optional<StepStatistics> targetStep();

    /** Compares what the target promises with what was measured there. */
    Optional<TargetCheck> targetCheck();

    /** Returns the highest rate of arrivals at which at most 1 % are refused, if it was searched. */
    Optional<OnePercentRate> onePercent();

    /** Returns what was found out about the limits of the settings, if they have any and a capacity was found. */
    default Optional<UnderLimit> limit() {
        return Optional.empty();
    }

    /** Returns whether the load to run at is a share of the capacity under the limits, because that is the smaller one. */
    default boolean isTargetOfLimit() {
        return capacityPerSecond().stream()
                .anyMatch(capacity ->
                        limit().filter(found -> found.isBinding(capacity)).isPresent());
    }

    /** Returns the rate that the load to run at is a share of: the capacity, or less if a limit allows less. */
    default OptionalDouble targetBase() {
        OptionalDouble capacity = capacityPerSecond();
        return isTargetOfLimit() ? limit().orElseThrow().within(capacity.orElseThrow()) : capacity;
    }

    /** Returns the results of the completed rounds of a search with callers, in order; empty for other kinds of run. */
    List<RoundResult> rounds();

    /** Returns the steps under overload, each of which stands for a round if {@link #rounds()} is empty. */
    List<JudgedStep> plateaus();

    /** Returns the saturation point that the rounds of a search with callers found. */
    Optional<Saturation> saturation();

    /** Returns the number of callers at the saturation point, if its load is given in callers. */
    Optional<Integer> callersAtSaturation();

    /** Returns the steps whose latencies the run was made to compare; empty for a run that was not made for this. */
    List<JudgedStep> comparedSteps();

    /** Returns whether the simulation is not one of Headroom's. */
    boolean isForeign();

    /** Returns how the log was divided into steps, in words; empty if the run itself marked them in its log. */
    Optional<String> segmentation();

    /** Returns what the log shows beside the answer, each a sentence without its full stop; empty if the reason says it all. */
    default List<String> remarks() {
        return List.of();
    }

    default Verdict verdict() {
        return header().verdict();
    }

    /** Returns whether the run gave the answer that it was made for. */
    default boolean answered() {
        return header().answered();
    }

    /** Returns the reason of the verdict, a sentence without its full stop. */
    default String reason() {
        return header().reason();
    }

    /** Returns all finished steps, each with its own verdict. */
    default List<JudgedStep> steps() {
        return header().steps();
    }

    default RunLog log() {
        return header().log();
    }

    /** Returns how the run ended, if the log says so. */
    default Optional<EndMark> end() {
        return log().end();
    }

    /**
     * Returns whether the search used arrivals. The steps decide this, not the kind of run: without workload.json the kind may
     * be guessed wrong. The arrivals that verify a target, or search a limit, do not count.
     */
    default boolean searchedWithArrivals() {
        return steps().stream()
                .map(judged -> judged.statistics().step())
                .filter(step -> !step.purpose().isOpenInEverySearch())
                .anyMatch(step -> step.load().isOpen());
    }

    /**
     * Returns these findings for a run whose folder has no workload.json. The settings that the verdict rests on are unknown, so
     * a verdict that depends on them becomes {@link Verdict#INCOMPLETE}, and the run has not answered.
     */
    default Findings withoutWorkload() {
        return withHeader(header().withoutWorkload());
    }
}
