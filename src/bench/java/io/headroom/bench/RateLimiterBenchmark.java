package io.headroom.bench;

import io.headroom.bench.ModelService.Bucket;
import io.headroom.bench.ModelService.Router;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.ArrivalsPlan;
import io.headroom.plan.NextStep;
import io.headroom.plan.RunPlan;
import io.headroom.plan.SingleClientPlan;
import io.headroom.saturation.RateLimiter;
import io.headroom.saturation.RateLimiter.Certainty;
import io.headroom.saturation.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how often a rate limiter is found, before services and where there is none, on the first steps of the searches with callers
 * and with arrivals. It is looked for after every step, until it is proven. The columns: the shares of runs in which it is proven, and
 * possible at the end; those in which the service only refuses while it is idle; the rate as a share of the true one, with its 5 % and
 * 95 % quantiles; the share of rates that are right to two standard errors; and the time, in seconds. Medians unless said.
 */
@Command(
        name = "limiters",
        description = "Measures the test that tells a rate limiter from a full service.",
        mixinStandardHelpOptions = true)
final class RateLimiterBenchmark implements Callable<Integer> {

    private static final int MOST_STEPS = 32;
    private static final Set<Purpose> AFTERWARDS = Set.of(Purpose.HOLD, Purpose.TARGET, Purpose.ONE_PERCENT);

    @Option(
            names = "--repetitions",
            defaultValue = "100",
            description = "Runs of every cell. Default: ${DEFAULT-VALUE}.")
    private int repetitions;

    @Option(
            names = "--first-seed",
            defaultValue = "5001",
            description = "Seed of the first run; each further run has the next seed. Default: ${DEFAULT-VALUE}.")
    private int firstSeed;

    @Option(
            names = "--cells",
            split = ",",
            description = "Names of the cells (services) to run, separated by commas. Default: all.")
    private List<String> cells = new ArrayList<>();

    /** What was found in one run, and the end of its last step, in seconds. */
    private record LimiterOfRun(Optional<RateLimiter> limiter, boolean idle, double seconds) {
        boolean is(Certainty certainty) {
            return limiter.filter(each -> each.certainty() == certainty).isPresent();
        }
    }

    @Override
    public Integer call() {
        print("cell", "load", "proven", "possible", "idle", "rate", "p5", "p95", "2 errors", "seconds");
        Stream.concat(full().stream(), limited().stream())
                .filter(model -> cells.isEmpty() || cells.contains(model.name()))
                .forEach(model -> {
                    row(model, "callers", new SingleClientPlan(Searches.PLAN));
                    row(model, "arrivals", new ArrivalsPlan(Searches.PLAN));
                });
        return 0;
    }

    /** Returns services without a limiter. */
    private static List<ModelService> full() {
        return List.of(
                service("stand-in", 12, 1, 0.05, 0, 2),
                service("one pod", 1, 1, 0.05, 0.5, 8),
                service("one pod one place", 1, 1, 0.05, 1, 1),
                service("one pod no queue", 1, 1, 0.05, 0.5, 0),
                service("one fast pod no queue", 1, 1, 0.005, 0.5, 0),
                service("2 pods no queue", 2, 1, 0.02, 0.5, 0),
                service("5 slots no queue", 1, 5, 0.05, 0, 0),
                service("no queue", 1, 20, 0.1, 0, 0),
                service("no queue spread", 1, 20, 0.1, 0.5, 0),
                service("no queue", 1, 20, 0.1, 0, 0).changing(0.6, 40),
                service("concurrent", 4, 4, 0.1, 0.5, 8),
                new ModelService("random", 12, 1, 0.1, 0.5, 8, Router.RANDOM, 0, true),
                new ModelService("random one place", 16, 1, 0.1, 1, 1, Router.RANDOM, 0, true),
                new ModelService("random no queue", 16, 1, 0.1, 1, 0, Router.RANDOM, 0, true),
                new ModelService("round robin one place", 8, 1, 0.1, 0.5, 1, Router.ROUND_ROBIN, 0, true),
                new ModelService("costly refusals", 12, 1, 0.1, 0.5, 4, Router.SHORTEST_QUEUE, 0.1, true),
                new ModelService("costly no queue", 12, 1, 0.1, 0.5, 0, Router.SHORTEST_QUEUE, 0.1, true),
                service("strained", 12, 2, 0.05, 0, 30).strained(0.7));
    }

    /** Returns services that could serve eight times as much as the limiter before them lets through. */
    private static List<ModelService> limited() {
        return Stream.of(
                        new Bucket(50, 1),
                        new Bucket(50, 50),
                        new Bucket(100, 1),
                        new Bucket(100, 50),
                        new Bucket(100, 500),
                        new Bucket(500, 50))
                .flatMap(bucket -> Stream.of(0.0003, 0.003, 0.05, 0.5).map(seconds -> behind(bucket, seconds)))
                .toList();
    }

    private static ModelService behind(Bucket bucket, double seconds) {
        String name = String.format(
                Locale.ROOT, "%.0f/s burst %.0f %.1f ms", bucket.perSecond(), bucket.burst(), 1000 * seconds);
        int slots = (int) Math.ceil(8 * Math.max(1, bucket.perSecond() * seconds));
        return service(name, 1, slots, seconds, 0.3, 8).behind(bucket);
    }

    private static ModelService service(String name, int pods, int slots, double seconds, double variation, int queue) {
        return new ModelService(name, pods, slots, seconds, variation, queue, Router.SHORTEST_QUEUE, 0, true);
    }

    private void row(ModelService model, String load, RunPlan plan) {
        List<LimiterOfRun> runs = IntStream.range(firstSeed, firstSeed + repetitions)
                .parallel()
                .mapToObj(seed -> search(plan, new SimulatedService(model, seed)))
                .toList();
        List<LimiterOfRun> found =
                runs.stream().filter(run -> run.limiter().isPresent()).toList();
        double truth = model.bucket().perSecond();
        ToDoubleFunction<LimiterOfRun> rate = run -> run.limiter().orElseThrow().perSecond() / truth;
        print(
                model.name(),
                load,
                share(runs, run -> run.is(Certainty.PROVEN)),
                share(runs, run -> run.is(Certainty.POSSIBLE)),
                share(runs, run -> run.idle() && run.limiter().isEmpty()),
                Double.isInfinite(truth) ? "-" : quantile(found, 0.5, "%.3f", rate),
                Double.isInfinite(truth) ? "-" : quantile(found, 0.05, "%.3f", rate),
                Double.isInfinite(truth) ? "-" : quantile(found, 0.95, "%.3f", rate),
                Double.isInfinite(truth)
                        ? "-"
                        : share(found, run -> isRight(run.limiter().orElseThrow(), truth)),
                quantile(found, 0.5, "%.0f", LimiterOfRun::seconds));
    }

    private static boolean isRight(RateLimiter limiter, double truth) {
        return Math.abs(limiter.perSecond() - truth) <= 2 * limiter.error();
    }

    private static LimiterOfRun search(RunPlan plan, SimulatedService service) {
        List<StepStatistics> finished = new ArrayList<>();
        Optional<RateLimiter> limiter = Optional.empty();
        while (finished.size() < MOST_STEPS
                && limiter.filter(each -> each.certainty() == Certainty.PROVEN).isEmpty()
                && plan.next(finished) instanceof NextStep.Run run
                && !AFTERWARDS.contains(run.step().purpose())) {
            finished.add(measure(run, service));
            limiter = RateLimiter.in(finished, Searches.RULE);
        }
        return new LimiterOfRun(limiter, RateLimiter.refusesWhileIdle(finished, Searches.RULE), service.seconds());
    }

    private static StepStatistics measure(NextStep.Run run, SimulatedService service) {
        Timing timing = new Timing(run.filling().refusals(), run.filling().limit(), run.settling(), run.length());
        boolean endsEarly =
                run.step().purpose().endsEarly() && !run.step().load().isOpen();
        StepStatistics step = service.run(
                run.step(),
                timing,
                run.mostInFlight(),
                counts -> endsEarly && Searches.RULE.conclusive(run.step(), counts));
        return step.windowMillis() < run.length().toMillis() ? withoutLate(step) : step;
    }

    /** Leaves out what ended after a window that ended early, which the service counts: X·R of {@code X·(T + R)} successes. */
    private static StepStatistics withoutLate(StepStatistics step) {
        double window = Math.max(1, step.windowMillis());
        return new StepStatistics(
                step.step(),
                step.windowStartMillis(),
                step.windowMillis(),
                step.counts(),
                step.goodputPerSecond() * window / (window + step.latency().mean()),
                step.latency(),
                step.refusedLatency(),
                step.probes(),
                step.probeFailures(),
                step.sentPerSecond(),
                step.offered(),
                step.successes(),
                step.injector());
    }

    private static String share(List<LimiterOfRun> runs, Predicate<LimiterOfRun> counted) {
        return runs.isEmpty()
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.0f %%",
                        100.0 * runs.stream().filter(counted).count() / runs.size());
    }

    private static String quantile(
            List<LimiterOfRun> found, double quantile, String format, ToDoubleFunction<LimiterOfRun> figure) {
        double[] sorted = found.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? "-" : String.format(Locale.ROOT, format, sorted[(int) (quantile * sorted.length)]);
    }

    private static void print(String... row) {
        System.out.println(String.format(Locale.ROOT, "%-26s %-8s %8s %9s %6s %6s %6s %6s %8s %8s", (Object[]) row));
    }
}
