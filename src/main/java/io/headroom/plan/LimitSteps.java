package io.headroom.plan;

import io.headroom.load.Limit;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.ArrivalsSettings;
import io.headroom.saturation.CallersUnderLimit;
import io.headroom.saturation.Decision;
import io.headroom.saturation.LimitResult;
import io.headroom.saturation.LimitSearch;
import io.headroom.saturation.LimitSettings;
import io.headroom.saturation.OverloadRule;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.StepVerdict;
import io.headroom.saturation.UnderLimit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The steps of a run that look for the capacity under its limits, after its capacity is known and before the target. The limits are
 * searched one after another, each only up to the rate that the ones before it leave. All steps count for each of them.
 *
 * @param found what is known of the limits
 * @param offer next step; empty if no more is needed
 */
record LimitSteps(UnderLimit found, Optional<Decision.Offer<LimitResult>> offer) {

    /** Rates that differ by less, as a share of them, are the same. */
    private static final double SAME = 1e-3;

    /**
     * Returns the state of the search in a run with callers; empty if no limit is set, or the capacity is not known.
     *
     * @param evidence the finished steps outside of outages, oldest first
     */
    static Optional<LimitSteps> ofCallers(List<StepStatistics> evidence, PlanSettings settings) {
        if (settings.limits().isEmpty()) {
            return Optional.empty();
        }
        // a round that the target calls for does not start the search again
        List<StepStatistics> before = before(evidence);
        return Saturation.of(CallersRounds.of(before, settings.search()).results(), settings.search())
                .map(Saturation::goodputPerSecond)
                .filter(capacity -> capacity > 0)
                .map(capacity -> of(capacity, before, evidence, settings).withCallers(evidence, settings));
    }

    /**
     * Returns the state of the search in a run with arrivals; empty if no limit is set.
     *
     * @param capacity of the service, in requests per second
     * @param evidence the finished steps outside of outages, oldest first
     */
    static Optional<LimitSteps> ofArrivals(double capacity, List<StepStatistics> evidence, PlanSettings settings) {
        return settings.limits().isEmpty()
                ? Optional.empty()
                : Optional.of(of(capacity, before(evidence), evidence, settings));
    }

    /**
     * Returns the rate that the load to run at is a share of: the capacity, or less if the limits allow less; empty if no rate is known
     * that keeps them.
     */
    static OptionalDouble base(Optional<LimitSteps> limit, double capacity) {
        return limit.map(steps -> steps.found().within(capacity)).orElse(OptionalDouble.of(capacity));
    }

    private static List<StepStatistics> before(List<StepStatistics> evidence) {
        return evidence.stream()
                .takeWhile(step -> step.step().purpose() != Purpose.LIMIT)
                .toList();
    }

    private static LimitSteps of(
            double capacity, List<StepStatistics> before, List<StepStatistics> evidence, PlanSettings settings) {
        double latencySeconds = StepTiming.expectedMillis(1, before).orElse(0) / 1000;
        boolean isOver = evidence.stream().anyMatch(step -> step.step().purpose() == Purpose.TARGET);
        return new LimitSequence(capacity, latencySeconds, before, evidence, isOver, settings).search();
    }

    private LimitSteps withCallers(List<StepStatistics> evidence, PlanSettings settings) {
        return new LimitSteps(
                found.with(CallersUnderLimit.of(
                        found.limits(), evidence, settings.search().rule())),
                offer);
    }

    /**
     * Searches one limit after another. Each has its own time, after those of the limits before it, so that one that ends early leaves
     * the rest of its time to the next.
     *
     * @param before the steps before the first of a limit
     * @param steps  the steps of limits
     * @param isOver whether the target was offered, so that no step of a limit follows, even if the figures of the log, which differ a
     *               little from those of the running simulation, would ask for one more
     */
    private record LimitSequence(
            double capacity,
            double latencySeconds,
            List<StepStatistics> before,
            List<StepStatistics> steps,
            boolean isOver,
            PlanSettings settings) {

        LimitSequence {
            steps = steps.stream()
                    .filter(step -> step.step().purpose() == Purpose.LIMIT)
                    .toList();
        }

        LimitSteps search() {
            List<Limit> limits =
                    settings.limits().stream().map(LimitSettings::limit).toList();
            UnderLimit found = new UnderLimit(limits, limits.get(0), Optional.empty(), false, Optional.empty());
            ArrivalsSettings arrivals = settings.arrivals();
            int used = 0;
            for (int i = 0; i < limits.size(); i++) {
                LimitSettings own = settings.limits().get(i);
                LimitSearch search = search(own.within((i + 1) * own.seconds()), arrivals);
                used = stepsUntilEnd(search, used);
                Decision<LimitResult> decision = search.next(run(used));
                Optional<LimitResult> result =
                        decision.asResult().or(() -> isOver ? search.conclude(run(steps.size())) : Optional.empty());
                if (result.isEmpty()) {
                    return unknown(found, limits.get(i), decision);
                }
                found = lower(found, limits.get(i), result.get());
                if (found.result().orElseThrow().kept().isEmpty()) {
                    break;
                }
                arrivals = arrivals.upTo(found.result().get().perSecond());
            }
            return new LimitSteps(found, Optional.empty());
        }

        private LimitSteps unknown(UnderLimit found, Limit limit, Decision<LimitResult> decision) {
            List<StepStatistics> last = steps.subList(Math.max(0, steps.size() - StepPlanner.TRIES), steps.size());
            boolean isInVain = last.size() == StepPlanner.TRIES && last.stream().noneMatch(this::tells);
            boolean injectorBound = isInVain && last.stream().anyMatch(this::isInjectorBound);
            return new LimitSteps(
                    new UnderLimit(found.limits(), limit, Optional.empty(), injectorBound, Optional.empty()),
                    decision.<Optional<Decision.Offer<LimitResult>>>match(Optional::of, ended -> Optional.empty())
                            .filter(offer -> !isInVain && !isOver));
        }

        /** Returns how many steps had been run when a limit was known; all if it is not. */
        private int stepsUntilEnd(LimitSearch search, int from) {
            int used = from;
            while (used < steps.size() && search.next(run(used)).asResult().isEmpty()) {
                used++;
            }
            return used;
        }

        /** Returns the steps of the run up to so many of a limit. */
        private List<StepStatistics> run(int used) {
            return Stream.concat(before.stream(), steps.stream().limit(used)).toList();
        }

        private LimitSearch search(LimitSettings limit, ArrivalsSettings arrivals) {
            return new LimitSearch(arrivals, limit, settings.search().rule(), capacity, latencySeconds);
        }

        /** Returns the result with the lower rate. Its lower end is the lower of both: neither limit is broken there. */
        private static UnderLimit lower(UnderLimit before, Limit limit, LimitResult result) {
            boolean isLower = before.result()
                    .map(known -> Double.isFinite(result.highPerSecond())
                            && result.kept().orElse(0) < (1 - SAME) * known.perSecond())
                    .orElse(true);
            LimitResult known = before.result().orElse(result);
            LimitResult lower =
                    isLower ? result.lowAtMost(known.lowPerSecond()) : known.lowAtMost(result.lowPerSecond());
            return new UnderLimit(
                    before.limits(), isLower ? limit : before.binding(), Optional.of(lower), false, Optional.empty());
        }

        private boolean tells(StepStatistics step) {
            return step.counts().total() > 0 && !isInjectorBound(step);
        }

        private boolean isInjectorBound(StepStatistics step) {
            return new OverloadRule(settings.search().rule()).judge(step, run(steps.size()))
                    == StepVerdict.INJECTOR_BOUND;
        }
    }
}
