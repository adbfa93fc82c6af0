package io.headroom.verdict;

import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.ArrivalsPlan;
import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.RunKind;
import io.headroom.plan.RunPlan;
import io.headroom.plan.SingleClientPlan;
import io.headroom.plan.SmokePlan;
import io.headroom.runlog.RunLog;
import io.headroom.saturation.ArrivalsResult;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.CapacityShift;
import io.headroom.saturation.InjectorLimit;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.StepVerdict;
import io.headroom.simlog.LogState;
import io.headroom.simlog.RunHeader;
import io.headroom.sizing.Target;
import io.headroom.verdict.Findings.JudgedStep;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Judges a run by its log: the plan is played again on the steps that the log holds. Where the plan would go on, the run
 * was cut short; where it has ended, it says why. A step that not all clients finished was not offered in full, and is no
 * evidence.
 */
public final class Analysis {

    private static final String OUT_OF_TIME = "headroom.search.time-limit was reached before the run was done";

    private final RunLog log;
    private final PlanSettings settings;
    private final Optional<RunKind> kind;
    private final Optional<RunPlan> plan;
    private final List<StepStatistics> finished;
    private final List<RoundResult> rounds;
    private final Optional<Saturation> saturation;
    private final Optional<ArrivalsResult> arrivals;

    private Analysis(RunLog log, PlanSettings settings) {
        this.log = log;
        this.settings = settings;
        this.kind = log.header().flatMap(header -> RunKind.ofSimulation(header.simulationClass()));
        this.plan = kind.map(known -> known.plan(settings));
        this.finished = withoutCutStep(log).stream().filter(log::isWhole).toList();
        this.rounds = plan.filter(SingleClientPlan.class::isInstance)
                .map(search -> ((SingleClientPlan) search).rounds(finished))
                .orElse(List.of());
        this.saturation = Saturation.of(rounds, settings.search());
        this.arrivals =
                plan.filter(ArrivalsPlan.class::isInstance).flatMap(search -> ((ArrivalsPlan) search).result(finished));
    }

    /**
     * What a run proves.
     *
     * @param log      of the run
     * @param settings that the run was made with
     */
    public static Findings of(RunLog log, PlanSettings settings) {
        return new Analysis(log, settings).findings();
    }

    private Findings findings() {
        Judgement judgement = judge();
        return new Findings(
                judgement.verdict(),
                judgement.answered(),
                judgement.reason(),
                kind,
                saturation,
                capacity(),
                onePercent(),
                judgement.verdict() == Verdict.CAPACITY_MOVED ? Optional.empty() : target(),
                notSaturated(judgement.verdict()),
                last(Purpose.HOLD),
                last(Purpose.TARGET),
                rounds,
                withoutCutStep(log).stream()
                        .map(step -> JudgedStep.of(step, settings.search().rule()))
                        .toList(),
                log,
                Optional.empty());
    }

    private record Judgement(Verdict verdict, boolean answered, String reason) {
        Judgement(Verdict verdict, String reason) {
            this(verdict, false, reason);
        }
    }

    private Judgement judge() {
        Optional<Judgement> smoke = failedSmoke();
        if (smoke.isPresent()) {
            return smoke.get();
        }
        if (!(log.state() instanceof LogState.Complete)) {
            return new Judgement(Verdict.INCOMPLETE, log.state().description());
        }
        if (kind.isEmpty()) {
            return new Judgement(
                    Verdict.NO_VERDICT,
                    "this run is of no simulation of Headroom ("
                            + log.header().map(RunHeader::simulationClass).orElse("unknown") + ")");
        }
        Optional<Ending> ending = log.end().map(EndMark::ending);
        if (ending.equals(Optional.of(Ending.INTERRUPTED))) {
            return new Judgement(
                    Verdict.INTERRUPTED, "the run was stopped after " + log.lastMillis() / 1000 + " s, before its end");
        }
        if (ending.equals(Optional.of(Ending.ABANDONED))) {
            return new Judgement(
                    Verdict.INCOMPLETE, "the clients lost their coordinator, or it waited for some in vain");
        }
        if (ending.equals(Optional.of(Ending.TIME_LIMIT))) {
            return new Judgement(Verdict.UNCONVERGED, OUT_OF_TIME);
        }
        if (log.end().isEmpty() || log.smoke().isEmpty()) {
            return new Judgement(Verdict.INCOMPLETE, "the log ends cleanly, but before the run did");
        }
        return judge(plan.orElseThrow(), log.end().get());
    }

    /**
     * The call before any load failed: whatever else is to be said of the run, nothing can come of it. Of several clients one is
     * enough: the others only wait for it until the run is given up.
     */
    private Optional<Judgement> failedSmoke() {
        String besides = log.state() instanceof LogState.Complete
                ? ""
                : " Besides, " + log.state().description();
        return log.smoke()
                .filter(call -> kind.isPresent() && call.outcome() != Outcome.OK)
                .map(call -> new Judgement(Verdict.NO_VERDICT, call.explanation() + besides));
    }

    private Judgement judge(RunPlan course, EndMark end) {
        if (!isWhole(end)) {
            return new Judgement(Verdict.INCOMPLETE, "steps are missing from the log");
        }
        if (!(course.next(finished) instanceof NextStep.Finished over)) {
            return disagreeing(end);
        }
        return switch (over.ending()) {
            case COMPLETE -> complete(course);
            case NOT_SATURATED ->
                new Judgement(
                        Verdict.NOT_SATURATED, true, "the top of the configured range was reached without refusals");
            case ENDPOINT_FAILS ->
                new Judgement(Verdict.NO_VERDICT, "the endpoint fails" + lastLoad() + ": " + failures());
            case WRONG_TEST ->
                new Judgement(
                        Verdict.NO_VERDICT,
                        "the endpoint called requests wrong (4xx or a redirect) after it took the first one: "
                                + failures());
            case INJECTOR_BOUND -> injectorBound();
            case UNMEASURED ->
                new Judgement(
                        Verdict.NO_VERDICT,
                        "steps ended before anything was answered; raise headroom.search.step.maximum and"
                                + " headroom.warm-up.limit");
            case TIME_LIMIT -> new Judgement(Verdict.UNCONVERGED, OUT_OF_TIME);
            case INTERRUPTED, ABANDONED -> throw new IllegalStateException("a plan cannot end so: " + over.ending());
        };
    }

    /** All steps that the run finished are there, numbered from 1: a number that is not there was lost. */
    private boolean isWhole(EndMark end) {
        return finished.size() == end.steps()
                && IntStream.range(0, finished.size())
                        .allMatch(i -> finished.get(i).step().number() == i + 1);
    }

    /**
     * The run ended where by the figures of its log it would have gone on: the two count the requests at the edges of a window
     * differently, the more so the later the injector's timers are. That it had no ports left only its log says.
     */
    private Judgement disagreeing(EndMark end) {
        boolean outOfMeans = finished.stream()
                .flatMap(step -> settings.search().rule().injectorLimit(step).stream())
                .anyMatch(limit -> limit == InjectorLimit.FAILURES);
        boolean limited = finished.stream().anyMatch(this::isInjectorBound);
        if (limited && (outOfMeans || end.ending() == Ending.INJECTOR_BOUND)) {
            return injectorBound();
        }
        return new Judgement(
                Verdict.UNCONVERGED,
                "the run ended (" + end.word()
                        + ") on figures so near a limit that those of its log would have gone on;" + " run it again");
    }

    private Judgement complete(RunPlan course) {
        if (course instanceof SingleClientPlan) {
            return saturated(saturation.orElseThrow());
        }
        if (arrivals.isPresent()) {
            return arrivals(arrivals.get());
        }
        String measured = course instanceof SmokePlan ? "the call was answered" : "all messages were sent";
        return new Judgement(Verdict.NO_VERDICT, true, measured + "; this simulation searches no saturation point");
    }

    private Judgement arrivals(ArrivalsResult result) {
        if (result instanceof ArrivalsResult.Moved moved) {
            return new Judgement(Verdict.CAPACITY_MOVED, Evidence.of(moved.shift()));
        }
        String evidence = result.capacity().map(Evidence::of).orElse("");
        return result instanceof ArrivalsResult.Converged
                ? new Judgement(Verdict.SATURATED, true, evidence)
                : new Judgement(
                        Verdict.UNCONVERGED,
                        evidence + "; raise headroom.arrivals.most-rounds, or be content with less precision");
    }

    private Judgement saturated(Saturation point) {
        Optional<StepStatistics> hold = last(Purpose.HOLD);
        Optional<CapacityShift> shift = CapacityShift.of(rounds, hold.filter(step -> !isInjectorBound(step)));
        if (shift.isPresent()) {
            return new Judgement(Verdict.CAPACITY_MOVED, Evidence.of(shift.get()));
        }
        Optional<StepStatistics> refusedHold = hold.filter(step -> verdict(step) != StepVerdict.CLEAN);
        if (refusedHold.filter(this::isInjectorBound).isPresent()) {
            return injectorBound();
        }
        if (refusedHold.isPresent()) {
            return new Judgement(
                    Verdict.UNCONVERGED,
                    "the saturation point could not be held: " + Evidence.failures(refusedHold.get()));
        }
        if (point.growthBeyond() > 0) {
            return new Judgement(Verdict.UNCONVERGED, Evidence.ofGrowth(point));
        }
        if (point.roundsRun() > 1 && !point.consistent()) {
            return new Judgement(Verdict.UNCONVERGED, "the rounds do not agree" + Evidence.ofSpread(point));
        }
        return new Judgement(Verdict.SATURATED, true, Evidence.of(point.median()));
    }

    /** Whether the injector limited a step: that step's goodput is no more than a lower bound. */
    private boolean isInjectorBound(StepStatistics step) {
        return verdict(step) == StepVerdict.INJECTOR_BOUND;
    }

    private StepVerdict verdict(StepStatistics step) {
        return settings.search().rule().judge(step);
    }

    private Judgement injectorBound() {
        String evidence = finished.stream()
                .filter(this::isInjectorBound)
                .reduce((earlier, later) -> later)
                .map(step -> "at " + step.offered().description() + " "
                        + Evidence.of(step, settings.search().rule()))
                .orElseThrow();
        double least = mostServed().map(StepStatistics::goodputPerSecond).orElse(0.0);
        return new Judgement(
                Verdict.INJECTOR_BOUND,
                String.format(
                        Locale.ROOT,
                        "the capacity is at least %.1f req/s, but the injector limited the load: %s",
                        least,
                        evidence));
    }

    /** The step of the highest goodput among those that the service did not limit. */
    private Optional<StepStatistics> mostServed() {
        return finished.stream()
                .filter(step -> isInjectorBound(step) || verdict(step) == StepVerdict.CLEAN)
                .max(Comparator.comparingDouble(StepStatistics::goodputPerSecond));
    }

    /** The load under which the last step ran: the least one, unless some was served before. */
    private String lastLoad() {
        if (finished.isEmpty() || finished.stream().allMatch(step -> step.goodputPerSecond() == 0)) {
            return " under the least load";
        }
        return " in step " + finished.get(finished.size() - 1).step().label();
    }

    private String failures() {
        return finished.isEmpty() ? "nothing was measured" : Evidence.failures(finished.get(finished.size() - 1));
    }

    /** What all injectors offered, where it came to that; what the rounds give, where it did not. */
    private Optional<Target> target() {
        double fraction = settings.targetFraction();
        return last(Purpose.TARGET)
                .flatMap(step ->
                        step.offered().offeredPerSecond().stream().boxed().findFirst())
                .or(() -> saturation.map(point -> fraction * point.goodputPerSecond()))
                .or(() -> capacity().map(estimate -> fraction * estimate.perSecond()))
                .map(offered -> new Target(fraction, offered));
    }

    private Optional<CapacityEstimate> capacity() {
        return arrivals.flatMap(ArrivalsResult::capacity);
    }

    private Optional<OnePercentRate> onePercent() {
        return plan.filter(ArrivalsPlan.class::isInstance)
                .flatMap(search -> ((ArrivalsPlan) search).onePercent(finished));
    }

    private Optional<StepStatistics> notSaturated(Verdict verdict) {
        return rounds.stream()
                .filter(RoundResult.NotSaturated.class::isInstance)
                .map(result -> ((RoundResult.NotSaturated) result).top())
                .findFirst()
                .or(() -> arrivals.filter(ArrivalsResult.NotSaturated.class::isInstance)
                        .map(result -> ((ArrivalsResult.NotSaturated) result).top()))
                .or(() -> verdict == Verdict.INJECTOR_BOUND ? mostServed() : Optional.empty());
    }

    private Optional<StepStatistics> last(Purpose purpose) {
        return finished.stream()
                .filter(step -> step.step().purpose() == purpose)
                .reduce((earlier, later) -> later);
    }

    /**
     * A run that was stopped cut its last step short: what that step shows is no evidence. Of a run of several clients the log does not
     * hold it.
     */
    private static List<StepStatistics> withoutCutStep(RunLog log) {
        List<StepStatistics> steps = log.steps();
        boolean stopped =
                log.end().filter(end -> end.ending() == Ending.INTERRUPTED).isPresent();
        boolean cut = stopped && log.parts().isEmpty() && !steps.isEmpty();
        return cut ? steps.subList(0, steps.size() - 1) : steps;
    }
}
