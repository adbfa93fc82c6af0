package io.headroom.verdict;

import io.headroom.load.FailureShare;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.CapacityShift;
import io.headroom.saturation.InjectorLimit;
import io.headroom.saturation.Outage;
import io.headroom.saturation.OverloadRule;
import io.headroom.saturation.Queueing;
import io.headroom.saturation.QueueingArrivals;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.Steadiness;
import io.headroom.saturation.Sustained;
import io.headroom.verdict.Findings.JudgedStep;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts into words what a run showed: the evidence for its verdict. */
public final class Evidence {

    private static final String NOT_STEADY = "; it ended while queues still filled: a longer step would serve less";

    /** Smaller shares are not told in figures. */
    private static final double LEAST_SHARE = 0.001;

    /** A smaller share of failures has no cause worth naming. */
    private static final double LEAST_WITH_CAUSE = 0.01;

    private Evidence() {}

    /**
     * Describes why a load is the saturation point of these rounds.
     *
     * @param queueing how the service queues, if it refused nothing
     */
    public static String of(
            Saturation point, List<RoundResult> rounds, Optional<StepStatistics> hold, Optional<Queueing> queueing) {
        return point.median().isOfQueue() ? QueueEvidence.of(point, rounds, queueing) : of(point, rounds, hold);
    }

    /**
     * Describes the boundaries of all rounds: the share that failed there and while the point was held, and the share
     * that failed at the first loads beyond them. If nothing failed there, and all rounds found the same boundary, the
     * median round speaks for all.
     */
    static String of(Saturation point, List<RoundResult> rounds, Optional<StepStatistics> hold) {
        List<RoundResult.Boundary> found = rounds.stream()
                .flatMap(round -> round.asBoundary().stream())
                .filter(round -> !round.isOfQueue())
                .toList();
        List<StepStatistics> at = Stream.concat(found.stream().map(RoundResult.Boundary::boundary), hold.stream())
                .toList();
        List<StepStatistics> beyond =
                found.stream().flatMap(round -> round.firstBeyond().stream()).toList();
        boolean none = at.stream().allMatch(step -> failed(step) == 0);
        if (none && haveSameLoad(at) && haveSameLoad(beyond)) {
            return of(point.median());
        }
        return (none ? "none" : failedShares(at)) + failedOrRefused(at) + callers(at) + "; at " + callers(beyond) + " "
                + failedShares(beyond) + " failed";
    }

    private static long failed(StepStatistics step) {
        return step.counts().total() - step.counts().of(Outcome.OK);
    }

    /** Returns the verb for what failed in steps: a service may answer a full queue with another status than 503. */
    private static String failedOrRefused(List<StepStatistics> steps) {
        boolean onlyRefused =
                steps.stream().allMatch(step -> failed(step) == step.counts().of(Outcome.REFUSED));
        return onlyRefused ? " refused at " : " failed at ";
    }

    private static boolean haveSameLoad(List<StepStatistics> steps) {
        return steps.stream().map(StepStatistics::offered).distinct().count() == 1;
    }

    /** Returns the least and the largest share that failed, e.g. {@code 0.6 to 2.0 %}. */
    private static String failedShares(List<StepStatistics> steps) {
        DoubleSummaryStatistics all = steps.stream()
                .mapToDouble(step -> 1 - step.counts().share(Outcome.OK))
                .summaryStatistics();
        if (all.getMax() > 0 && all.getMax() < LEAST_SHARE) {
            return "less than 0.1 %";
        }
        String most = String.format(Locale.ROOT, "%.1f", 100 * all.getMax());
        String least = String.format(Locale.ROOT, "%.1f", 100 * all.getMin());
        return (least.equals(most) ? "" : least + " to ") + most + " %";
    }

    private static String callers(List<StepStatistics> steps) {
        DoubleSummaryStatistics all =
                steps.stream().mapToDouble(step -> step.offered().amount()).summaryStatistics();
        String least = all.getMin() == all.getMax() ? "" : String.format(Locale.ROOT, "%.0f to ", all.getMin());
        return least + String.format(Locale.ROOT, all.getMax() == 1 ? "%.0f caller" : "%.0f callers", all.getMax());
    }

    /** Describes a boundary by its own failures and by those at the first load beyond it; without these by what an overload served. */
    public static String of(RoundResult.Boundary round) {
        return round.firstBeyond()
                .map(beyond -> of(round.boundary(), beyond))
                .orElseGet(() -> "nothing refused"
                        + round.overload().map(Evidence::ofOverload).orElse(""));
    }

    private static String ofOverload(StepStatistics overload) {
        return String.format(
                Locale.ROOT,
                "; %s were served %.1f req/s",
                overload.offered().description(),
                overload.goodputPerSecond());
    }

    private static String of(StepStatistics boundary, StepStatistics beyond) {
        long failed = failed(boundary);
        String clean =
                (failed == 0 ? "none" : failed + " of " + boundary.counts().total())
                        + failedOrRefused(List.of(boundary));
        return clean + boundary.offered().description() + "; at "
                + beyond.offered().description() + " " + failures(beyond);
    }

    /** Describes why a capacity is the one of a search with arrivals: by what is sustained, by the queue, or by the overload. */
    public static String of(
            CapacityEstimate underOverload, Optional<Sustained> sustained, Optional<QueueingArrivals> queueing) {
        return sustained.map(Evidence::of).or(() -> queueing.map(Evidence::of)).orElseGet(() -> of(underOverload));
    }

    /** Describes how much load a capacity was measured under, and in how many rounds. */
    public static String of(CapacityEstimate capacity) {
        return String.format(
                Locale.ROOT,
                "served while %.1f times as much or more was offered, in %d rounds",
                capacity.overload(),
                capacity.measurements());
    }

    /** Describes why a service does not sustain what it serves under overload. */
    public static String of(Sustained sustained) {
        double underOverload = sustained.underOverload().perSecond();
        return switch (sustained.difference()) {
            case GOODPUT_FALLS ->
                String.format(
                        Locale.ROOT,
                        "at most 1 %% refused up to there; WARNING: under overload goodput falls to %.1f req/s, so keep"
                                + " well below",
                        underOverload);
            case PART_IS_FULL ->
                String.format(
                        Locale.ROOT,
                        "refusals begin there and grow in proportion to what is above it, as where a part of the service,"
                                + " such as one slow pod, is full; under overload the rest serves more, %.1f req/s in"
                                + " all; look at the latency of each pod",
                        underOverload);
        };
    }

    /**
     * Judges a step by the rule, and says why.
     *
     * @param run all finished steps
     */
    static JudgedStep judge(StepStatistics step, List<StepStatistics> run, SaturationRule rule) {
        OverloadRule overload = new OverloadRule(rule);
        return new JudgedStep(
                step,
                overload.judge(step, run),
                overload.waiting(step, run).map(Evidence::of).orElseGet(() -> of(step, rule)));
    }

    private static String of(OverloadRule.Waiting waiting) {
        return String.format(
                Locale.ROOT,
                "no virtual user was free when requests were due, since about %d requests waited for the service: they took %.1f"
                        + " times as long as one that does not wait",
                waiting.inFlight(),
                waiting.slowness());
    }

    /** Describes a service that refuses nothing under overload with arrivals. */
    public static String of(QueueingArrivals queueing) {
        return String.format(
                Locale.ROOT,
                "it refused %s up to %d requests in flight: it queues; it serves %.1f req/s, and each further request in"
                        + " flight adds %.1f ms of waiting",
                queueing.refused() == 0 ? "nothing" : "next to nothing",
                queueing.inFlight(),
                queueing.perSecond(),
                queueing.millisPerRequest());
    }

    /** Describes what failed in a step or, if the injector limited the step, what of the injector did so and what to do. */
    static String of(StepStatistics step, SaturationRule rule) {
        return switch (rule.judge(step)) {
            case INJECTOR_BOUND -> of(step, rule.injectorLimit(step).orElseThrow());
            case UNMEASURED -> "nothing was sent after it had settled";
            case CLEAN -> failures(step) + (Steadiness.isSteady(step, rule.retryWait()) ? "" : NOT_STEADY);
            case SATURATED, FAILING, WRONG_TEST -> failures(step);
        };
    }

    private static String of(StepStatistics step, InjectorLimit limit) {
        String noticed = step.injector()
                .map(injector -> String.format(
                        Locale.ROOT,
                        " (CPU %.0f %%, timers %.1f ms late, sent %d%s)",
                        100 * injector.cpuShare(),
                        injector.loopLag().meanMillis(),
                        step.counts().total(),
                        injector.due() > 0 ? " of " + injector.due() + " due" : ""))
                .orElse("");
        return limit.description() + noticed + "; " + limit.advice();
    }

    /** Describes the growth of goodput beyond the boundary, which shows that the service refused before it was full. */
    static String ofGrowth(Saturation point) {
        return point.median().isOfQueue() ? QueueEvidence.ofGrowth(point) : ofEarlyRefusals(point);
    }

    private static String ofEarlyRefusals(Saturation point) {
        return String.format(
                Locale.ROOT,
                "refusals begin before the service is full: with more callers it served %.1f %% more, as where requests are"
                        + " spread unevenly, or where a limit lets bursts pass; ArrivalsSimulation measures what it can serve",
                100 * point.growthBeyond());
    }

    /** Describes how precisely the capacity is known when the rounds do not agree. */
    static String ofSpread(Saturation point) {
        return point.confidence()
                .map(interval -> String.format(
                        Locale.ROOT,
                        ": after %d of them the capacity is known to %.1f %%; %s",
                        point.roundsRun(),
                        100 * interval.halfWidth(),
                        precisionAdvice("search", point.attainable())))
                .orElse("");
    }

    /**
     * Says what to do when the rounds do not agree as precisely as was asked for.
     *
     * @param search     name of the search in its settings
     * @param attainable whether more rounds could bring the wanted precision
     */
    static String precisionAdvice(String search, boolean attainable) {
        String mostRounds = "headroom." + search + ".most-rounds";
        return attainable
                ? "raise " + mostRounds + ", or be content with less precision"
                : "they differ so much that " + mostRounds + " would not bring the wanted precision: find out what else"
                        + " uses the service, or limits its rate";
    }

    /** Describes the capacity before and after it changed, and says what to do. */
    public static String of(CapacityShift shift) {
        return String.format(
                Locale.ROOT,
                "it is now %.1f req/s; until %d s after the start it was %.1f req/s, more apart than noise explains; switch"
                        + " autoscaling off, let nothing else use the service, and measure again",
                shift.afterPerSecond(),
                shift.atMillis() / 1000,
                shift.beforePerSecond());
    }

    /** Describes a target that shows that the capacity did not last. */
    static String ofRefuting(StepStatistics target) {
        return "the target could not be held: " + answered(target);
    }

    /** Describes a hold or a target that shows that the saturation point did not last. */
    static String ofRefuting(StepStatistics step, Optional<Saturation> point) {
        return step.step().purpose() == Purpose.HOLD
                ? "the saturation point could not be held: " + answered(step)
                        + point.map(rounds -> servedInstead(step, rounds)).orElse("")
                : ofRefuting(step);
    }

    private static String answered(StepStatistics step) {
        return step.counts().total() == 0 ? "nothing was answered in it" : failures(step);
    }

    /** Compares what a hold served with what the rounds did, since it may serve less while next to nothing is refused. */
    private static String servedInstead(StepStatistics hold, Saturation rounds) {
        return hold.counts().total() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; it served %.1f req/s, the rounds %.1f",
                        hold.goodputPerSecond(),
                        rounds.goodputPerSecond());
    }

    /** Describes a service that went away and did not come back, and says what to do. */
    static String of(Outage outage) {
        StepStatistics first = outage.first();
        return String.format(
                Locale.ROOT,
                "the service served requests at first, but went away %d s after the start: at %s %s, and it did not come"
                        + " back within %d s; see why its pods ended, and measure again",
                first.windowStartMillis() / 1000,
                first.offered().description(),
                FailureShare.of(first.counts()).get(0).sentence(),
                outage.millis() / 1000);
    }

    /** Says how most requests failed that were not refused, and the likely cause; empty if no cause is likely. */
    public static Optional<String> ofCause(StepStatistics step) {
        return FailureShare.worstUnlessRefused(step.counts())
                .filter(share -> share.share() >= LEAST_WITH_CAUSE)
                .flatMap(share -> share.cause().map(cause -> share.sentence() + ": " + cause));
    }

    /**
     * Lists the failures of a step: refusals, and the others by their kind, the most frequent first, e.g. {@code refused 4 of
     * 112 (3.6 %), HTTP 502: 1 of 112 (0.9 %)}.
     */
    public static String failures(StepStatistics step) {
        OutcomeCounts counts = step.counts();
        Stream<String> refused = Stream.of(Outcome.REFUSED)
                .filter(outcome -> counts.of(outcome) > 0)
                .map(outcome -> counted(outcome.word(), counts.of(outcome), counts.total()));
        Stream<String> others = FailureShare.of(counts).stream()
                .filter(share -> share.outcome() != Outcome.REFUSED)
                .map(share -> counted(
                        (share.status().isPresent() ? "HTTP " : "") + share.kind() + ":",
                        share.count(),
                        share.total()));
        String failures = Stream.concat(refused, others).collect(Collectors.joining(", "));
        return failures.isEmpty() ? "nothing failed" : failures;
    }

    private static String counted(String kind, long count, long total) {
        return String.format(Locale.ROOT, "%s %d of %d (%.1f %%)", kind, count, total, 100.0 * count / total);
    }
}
