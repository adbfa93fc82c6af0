package io.headroom.bench;

import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.plan.SingleClientPlan;
import io.headroom.saturation.Queueing;
import io.headroom.saturation.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how often, and how soon, a service that never refuses is found to be full, on the steps of the search with callers up to
 * 1000 callers. A proof is false if the service has served less than 90 % of its capacity so far. The columns: how many proofs are
 * false, and how many there are; the doublings of the callers beyond the knee at the proof; the callers; what is served there, as a
 * share of the capacity; the goodput on the plateau, as found, with its 5 % and 95 % quantiles, as a share of the capacity; the knee,
 * as a share of the true one; the time in seconds; and the power of the callers with which goodput grows. Medians unless said.
 */
@Command(
        name = "queueing",
        description = "Measures the test that tells that a service queues: false alarms, and when it is found.",
        mixinStandardHelpOptions = true)
final class QueueingBenchmark implements Callable<Integer> {

    private static final double NEARLY_FULL = 0.9;

    @Option(
            names = "--repetitions",
            defaultValue = "1000",
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

    /** What was found in one run: the proof, the most callers so far, and the end of the last step, in seconds. */
    private record ProofOfRun(Queueing queueing, int callers, double seconds) {}

    @Override
    public Integer call() {
        print(
                "cell",
                "false",
                "found",
                "doublings",
                "p90",
                "callers",
                "served",
                "plateau",
                "p5",
                "p95",
                "knee",
                "seconds",
                "power");
        QueueingCell.all().stream()
                .filter(cell -> cells.isEmpty() || cells.contains(cell.name()))
                .forEach(this::row);
        return 0;
    }

    private void row(QueueingCell cell) {
        List<ProofOfRun> found = IntStream.range(firstSeed, firstSeed + repetitions)
                .parallel()
                .mapToObj(seed -> search(cell, seed))
                .flatMap(Optional::stream)
                .toList();
        Predicate<ProofOfRun> isFalse = each -> served(cell, each) < NEARLY_FULL;
        print(
                cell.name(),
                share(found.stream().filter(isFalse).count()),
                share(found.size()),
                quantile(found, 0.5, "%.1f", each -> doublings(cell, each)),
                quantile(found, 0.9, "%.1f", each -> doublings(cell, each)),
                quantile(found, 0.5, "%.0f", ProofOfRun::callers),
                quantile(found, 0.5, "%.2f", each -> served(cell, each)),
                quantile(found, 0.5, "%.2f", each -> plateau(cell, each)),
                quantile(found, 0.05, "%.2f", each -> plateau(cell, each)),
                quantile(found, 0.95, "%.2f", each -> plateau(cell, each)),
                quantile(found, 0.5, "%.2f", each -> each.queueing().knee() / cell.knee()),
                quantile(found, 0.5, "%.0f", ProofOfRun::seconds),
                quantile(found, 0.5, "%.2f", each -> each.queueing().growth().power()));
    }

    /** Returns the true goodput at the most callers so far, or at the knee if it fell since, as a share of the capacity. */
    private static double served(QueueingCell cell, ProofOfRun found) {
        double atKnee = cell.goodput().applyAsDouble(Math.min(found.callers(), cell.knee()));
        return Math.max(atKnee, cell.goodput().applyAsDouble(found.callers())) / cell.capacity();
    }

    private static double plateau(QueueingCell cell, ProofOfRun found) {
        return found.queueing().perSecond() / cell.capacity();
    }

    private static double doublings(QueueingCell cell, ProofOfRun found) {
        return Math.log(found.callers() / cell.knee()) / Math.log(2);
    }

    private static Optional<ProofOfRun> search(QueueingCell cell, long seed) {
        SingleClientPlan plan = new SingleClientPlan(Searches.PLAN);
        BiFunction<Step, Timing, StepStatistics> service = cell.service().apply(seed);
        List<StepStatistics> finished = new ArrayList<>();
        int most = 0;
        while (plan.next(finished) instanceof NextStep.Run run && run.step().purpose() != Purpose.TARGET) {
            StepStatistics step = service.apply(run.step(), new Timing(0, Duration.ZERO, run.settling(), run.length()));
            finished.add(step);
            most = Math.max(most, step.step().load().closedLoopCallers().orElseThrow());
            int callers = most;
            Optional<Queueing> queueing = Queueing.in(finished, Searches.RULE);
            if (queueing.isPresent()) {
                return queueing.map(each -> new ProofOfRun(each, callers, step.windowEndMillis() / 1000.0));
            }
        }
        return Optional.empty();
    }

    private String share(long count) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / repetitions);
    }

    private static String quantile(
            List<ProofOfRun> found, double quantile, String format, ToDoubleFunction<ProofOfRun> figure) {
        double[] sorted = found.stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sorted.length == 0 ? "-" : String.format(Locale.ROOT, format, sorted[(int) (quantile * sorted.length)]);
    }

    private static void print(String... row) {
        System.out.println(
                String.format(Locale.ROOT, "%-26s %8s %8s %9s %5s %8s %7s %8s %6s %6s %6s %8s %7s", (Object[]) row));
    }
}
