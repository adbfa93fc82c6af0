package io.headroom.bench;

import io.headroom.bench.SearchScore.End;
import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.load.Weights;
import io.headroom.plan.ArrivalsConclusion;
import io.headroom.plan.ArrivalsPlan;
import io.headroom.plan.CallersConclusion;
import io.headroom.plan.NextStep;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.PlanSettings.FineTuning;
import io.headroom.plan.PlanSettings.MultiClient;
import io.headroom.plan.PlanSettings.SearchWith;
import io.headroom.plan.SingleClientPlan;
import io.headroom.saturation.ArrivalsResult;
import io.headroom.saturation.ArrivalsSettings;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.RefusedShare;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.SearchSettings;
import io.headroom.saturation.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Runs our searches, and those that are usual in the field, on a simulated service. */
final class Searches {

    static final SaturationRule RULE = new SaturationRule(5, 0.01, 0.05, Duration.ofMillis(100));
    private static final SearchSettings CALLERS = new SearchSettings(
            new SearchSettings.Rounds(3, 24, 0.05),
            new SearchSettings.CallersRange(4, 1000, 2, 0.01),
            new SearchSettings.StepLengths(
                    Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofSeconds(30), Duration.ofMillis(300)),
            RULE,
            Duration.ofHours(5),
            Duration.ofSeconds(30));
    private static final ArrivalsSettings ARRIVALS = new ArrivalsSettings(
            0.05, 6, 24, Duration.ofSeconds(8), Duration.ofSeconds(60), 100_000, Spacing.POISSON, OptionalInt.of(4));
    static final PlanSettings PLAN = new PlanSettings(
            CALLERS,
            Duration.ofSeconds(60),
            Duration.ofSeconds(6),
            0.7,
            Duration.ofSeconds(15),
            Spacing.POISSON,
            new FineTuning(1, 1),
            ARRIVALS,
            new MultiClient(SearchWith.CALLERS, Weights.even(1)),
            List.of());
    private static final double MOST_SECONDS = 20_000;

    private static final int BISECTIONS = 9;
    private static final double LONG_RUN_REQUESTS = 200_000;

    private Searches() {}

    /** Returns the searches by their names, in the order of the table. */
    static Map<String, Function<SimulatedService, SearchScore>> all() {
        Map<String, Function<SimulatedService, SearchScore>> all = new LinkedHashMap<>();
        all.put("arrivals", Searches::arrivals);
        all.put("callers", Searches::callers);
        all.put("+2/-1", Searches::plusTwoMinusOne);
        all.put("binary 15 s", service -> bisection(service, 15, 0));
        all.put("x2 bisect 10 s", service -> bisection(service, 10, 0.01));
        all.put("x2 bisect 60 s", service -> bisection(service, 60, 0.01));
        return all;
    }

    private static SearchScore arrivals(SimulatedService service) {
        ArrivalsPlan plan = new ArrivalsPlan(PLAN);
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run && run.step().purpose() != Purpose.TARGET) {
            Timing timing = new Timing(run.filling().refusals(), run.filling().limit(), run.settling(), run.length());
            finished.add(service.run(run.step(), timing, run.arrivalUsers(plan.users()), counts -> false));
        }
        Optional<ArrivalsResult> result = plan.result(finished);
        ArrivalsConclusion conclusion = (ArrivalsConclusion) plan.conclude(finished);
        Optional<CapacityEstimate> capacity = conclusion.capacity();
        End end = result.filter(ArrivalsResult.Moved.class::isInstance).isPresent()
                ? End.MOVED
                : result.filter(ArrivalsResult.Converged.class::isInstance).isPresent()
                        ? End.CONVERGED
                        : End.UNCONVERGED;
        return new SearchScore(
                capacity.map(CapacityEstimate::perSecond).orElse(0.0),
                capacity.map(CapacityEstimate::lowPerSecond).orElse(Double.NaN),
                capacity.map(CapacityEstimate::highPerSecond).orElse(Double.NaN),
                end,
                service.seconds(),
                conclusion.onePercent());
    }

    private static List<StepStatistics> warmedUp(SimulatedService service) {
        List<StepStatistics> finished = new ArrayList<>();
        double before = 0;
        double latency = 0.2;
        for (int i = 1; i < 30; i++) {
            Timing timing = timing(Math.max(0.3, 2 * latency), Math.max(2, 10 * latency));
            finished.add(service.run(new Step(i, 0, Purpose.WARM_UP, new Callers(4)), timing));
            double now = finished.get(i - 1).latency().mean();
            latency = now > 0 ? finished.get(i - 1).latency().p50() / 1000.0 : 2 * latency;
            if (now > 0 && Math.abs(now - before) <= 0.1 * before) {
                break;
            }
            before = now;
        }
        return finished;
    }

    private static SearchScore callers(SimulatedService service) {
        SingleClientPlan plan = new SingleClientPlan(PLAN);
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run
                && run.step().purpose() != Purpose.TARGET
                && service.seconds() < MOST_SECONDS) {
            Timing timing = new Timing(0, Duration.ZERO, run.settling(), run.length());
            boolean endsEarly = run.step().purpose().endsEarly();
            finished.add(service.run(run.step(), timing, counts -> endsEarly && RULE.conclusive(run.step(), counts)));
        }
        CallersConclusion conclusion = (CallersConclusion) plan.conclude(finished);
        Optional<Saturation> found = conclusion.saturation();
        boolean knows = found.filter(point -> point.consistent() && point.growthBeyond() == 0)
                .isPresent();
        End end = conclusion.shift().isPresent() ? End.MOVED : knows ? End.CONVERGED : End.UNCONVERGED;
        return found.flatMap(Saturation::confidence)
                .map(capacity -> new SearchScore(
                        capacity.perSecond(),
                        capacity.lowPerSecond(),
                        capacity.highPerSecond(),
                        end,
                        service.seconds(),
                        Optional.empty()))
                .orElseGet(() -> SearchScore.without(0, end, service.seconds()));
    }

    /** Adds two threads until there is an error, then removes one until there is none, with 1000 requests in each step. */
    private static SearchScore plusTwoMinusOne(SimulatedService service) {
        int threads = 2;
        boolean down = false;
        double perThread = 0;
        StepStatistics step;
        do {
            double expected = perThread == 0 ? 1 : threads * perThread;
            double seconds = perThread == 0 ? 20 : Math.min(5000, 1000 / expected);
            step = offered(service, new Callers(threads), 0, seconds);
            if (step.counts().of(Outcome.OK) > 0) {
                perThread = step.goodputPerSecond() / threads;
            }
            boolean failed = step.counts().of(Outcome.OK) < step.counts().total();
            if (down && !failed) {
                break;
            }
            down |= failed;
            threads += down ? -1 : 2;
        } while (threads > 0 && service.seconds() < MOST_SECONDS);
        return SearchScore.without(step.goodputPerSecond(), service.seconds());
    }

    /** Doubles the rate until a step fails, then bisects to 2 %, as is usual in the field. */
    private static SearchScore bisection(SimulatedService service, double seconds, double allowed) {
        double good = 0;
        double bad = Double.POSITIVE_INFINITY;
        double rate = Math.max(0.1, warmedUp(service).get(0).goodputPerSecond());
        while (service.seconds() < MOST_SECONDS && (Double.isInfinite(bad) || bad > 1.02 * good)) {
            StepStatistics step = offered(service, new Arrivals(rate, Spacing.POISSON), 0, seconds);
            boolean passed = step.counts().of(Outcome.OK)
                    >= (1 - allowed) * step.counts().total();
            if (passed) {
                good = rate;
            } else {
                bad = rate;
            }
            rate = Double.isInfinite(bad) ? 2 * rate : (good + bad) / 2;
            if (rate < 0.01) {
                break;
            }
        }
        return SearchScore.without(good, service.seconds());
    }

    /**
     * Returns the rate of which 1 % are refused in the long run, without noise; the capacity, where no lower rate has as
     * many refused.
     */
    static double onePercent(ModelService model) {
        double low = 0;
        double high = model.capacity() * model.slowness();
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            double seconds = LONG_RUN_REQUESTS / middle;
            StepStatistics step = offered(
                    new SimulatedService(model.quiet(), i),
                    new Arrivals(middle, Spacing.POISSON),
                    seconds / 10,
                    seconds);
            if (step.refusedShare() <= RefusedShare.ALLOWED) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static StepStatistics offered(SimulatedService service, Load load, double settling, double seconds) {
        return service.run(new Step(1, 1, Purpose.UP, load), timing(settling, seconds));
    }

    /** Returns phases of these lengths, in seconds. */
    static Timing timing(double settling, double window) {
        return new Timing(
                0, Duration.ZERO, Duration.ofNanos((long) (1e9 * settling)), Duration.ofNanos((long) (1e9 * window)));
    }
}
