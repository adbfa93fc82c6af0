package io.headroom.bench;

import io.headroom.bench.ModelService.Router;
import io.headroom.load.Median;
import io.headroom.saturation.OnePercentRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares our searches with those that are usual in the field, on simulated services of known capacity. A result counts as covered
 * where its interval holds the true capacity, or where the search itself says that it has not converged. It counts as held where its
 * interval holds the true capacity, whatever the search says.
 *
 * <p>No search with callers can reach the capacity behind a random or round-robin router: a pod that happens to be full refuses while
 * others are idle. So the saturation point lies below the capacity, by 5 % with four places in each pod and by 80 % with one. Our search
 * notices that more is served beyond that point, and does not converge; the search with arrivals measures such services.
 */
@Command(
        name = "searches",
        description = "Compares our searches with those of the field on simulated services whose capacity is known.",
        mixinStandardHelpOptions = true)
final class SearchBenchmark implements Callable<Integer> {

    private static final double WITHIN = 0.05;

    /** Fraction of the rate found that should be safe to offer. */
    private static final double SAFE = 0.9;

    private static final List<ModelService> CELLS = List.of(
            new ModelService("reference", 12, 1, 0.5, 0, 10, Router.SHORTEST_QUEUE, 0, false),
            new ModelService("reference noisy", 12, 1, 0.5, 0, 10, Router.SHORTEST_QUEUE, 0, true),
            new ModelService("spread", 12, 1, 0.5, 0.5, 10, Router.SHORTEST_QUEUE, 0, true),
            new ModelService("stand-in", 12, 1, 0.05, 0, 2, Router.SHORTEST_QUEUE, 0, true),
            new ModelService("one pod", 1, 1, 0.05, 0.5, 8, Router.SHORTEST_QUEUE, 0, true),
            new ModelService("one pod one place", 1, 1, 0.05, 1, 1, Router.SHORTEST_QUEUE, 0, true),
            new ModelService("concurrent", 4, 4, 0.1, 0.5, 8, Router.SHORTEST_QUEUE, 0, true),
            new ModelService("round robin", 12, 1, 0.2, 0.5, 4, Router.ROUND_ROBIN, 0, true),
            new ModelService("round robin one place", 8, 1, 0.1, 0.5, 1, Router.ROUND_ROBIN, 0, true),
            new ModelService("random", 12, 1, 0.1, 0.5, 8, Router.RANDOM, 0, true),
            new ModelService("random one place", 16, 1, 0.1, 1, 1, Router.RANDOM, 0, true),
            new ModelService("costly refusals", 12, 1, 0.1, 0.5, 4, Router.SHORTEST_QUEUE, 0.1, true),
            new ModelService("heavy tail", 16, 4, 0.1, 1.5, 8, Router.SHORTEST_QUEUE, 0, true),
            new ModelService("fast", 16, 4, 0.02, 0.5, 32, Router.SHORTEST_QUEUE, 0, true),
            new ModelService("slow", 16, 4, 5, 0.5, 2, Router.SHORTEST_QUEUE, 0, true),
            new ModelService("long queue", 4, 1, 0.2, 0.5, 32, Router.SHORTEST_QUEUE, 0, true),
            new ModelService("endless queue", 12, 1, 0.05, 0, ModelService.ENDLESS, Router.SHORTEST_QUEUE, 0, true),
            new ModelService("endless queue random", 12, 1, 0.05, 0.5, ModelService.ENDLESS, Router.RANDOM, 0, true),
            new ModelService("slow pod", 4, 1, 0.05, 0, 8, Router.ROUND_ROBIN, 0, true).withSlowPod(4),
            new ModelService("slow pod long queue", 4, 1, 0.05, 0, 24, Router.ROUND_ROBIN, 0, true).withSlowPod(4),
            new ModelService("no queue", 1, 20, 0.1, 0, 0, Router.SHORTEST_QUEUE, 0, true),
            new ModelService("strained", 12, 2, 0.05, 0, 30, Router.SHORTEST_QUEUE, 0, true).strained(0.7),
            new ModelService("reference", 12, 1, 0.5, 0, 10, Router.SHORTEST_QUEUE, 0, true).changing(0.75, 200),
            new ModelService("reference", 12, 1, 0.5, 0, 10, Router.SHORTEST_QUEUE, 0, true).changing(1.25, 200),
            new ModelService("stand-in", 12, 1, 0.05, 0, 2, Router.SHORTEST_QUEUE, 0, true).changing(0.75, 80),
            new ModelService("stand-in", 12, 1, 0.05, 0, 2, Router.SHORTEST_QUEUE, 0, true).changing(1.25, 80),
            new ModelService("random", 12, 1, 0.1, 0.5, 8, Router.RANDOM, 0, true).changing(0.75, 100),
            new ModelService("random", 12, 1, 0.1, 0.5, 8, Router.RANDOM, 0, true).changing(1.25, 100),
            new ModelService("reference late", 12, 1, 0.5, 0, 10, Router.SHORTEST_QUEUE, 0, true).changing(0.75, 400),
            new ModelService("reference late", 12, 1, 0.5, 0, 10, Router.SHORTEST_QUEUE, 0, true).changing(1.25, 400),
            new ModelService("stand-in", 12, 1, 0.05, 0, 2, Router.SHORTEST_QUEUE, 0, true).scaled(9, 80),
            new ModelService("stand-in", 12, 1, 0.05, 0, 2, Router.SHORTEST_QUEUE, 0, true).scaled(15, 80),
            new ModelService("stand-in", 4, 1, 0.05, 0, 2, Router.SHORTEST_QUEUE, 0, true).scaled(8, 60),
            new ModelService("token bucket", 20, 1, 0.05, 0, 8, Router.SHORTEST_QUEUE, 0, true)
                    .behind(new ModelService.Bucket(100, 500)));

    @Option(
            names = "--repetitions",
            defaultValue = "200",
            description = "Runs of every search in every cell. Default: ${DEFAULT-VALUE}.")
    private int repetitions;

    @Option(
            names = "--first-seed",
            defaultValue = "1",
            description = "Seed of the first run; each further run has the next seed. Default: ${DEFAULT-VALUE}.")
    private int firstSeed;

    @Option(
            names = "--cells",
            split = ",",
            description = "Names of the cells (services) to run, separated by commas. Default: all.")
    private List<String> cells = new ArrayList<>();

    @Option(
            names = "--searches",
            split = ",",
            description = "Names of the searches to run, separated by commas. Default: all.")
    private List<String> searches = new ArrayList<>();

    @Option(names = "--coverage", description = "Print the lower 95 %% bound of each share, too.")
    private boolean bounds;

    @Option(names = "--tsv", description = "Separate columns by tabs instead of aligning them.")
    private boolean tsv;

    @Override
    public Integer call() {
        print(
                "cell",
                "search",
                "truth",
                "seconds",
                "bias",
                "within 5 %",
                "covered",
                "held",
                "unconverged",
                "moved",
                "1 %",
                "1 % bias",
                "1 % covered",
                "1 % safe");
        for (ModelService model : CELLS) {
            if (cells.isEmpty() || cells.contains(model.name())) {
                Searches.all().forEach((name, search) -> {
                    if (searches.isEmpty() || searches.contains(name)) {
                        row(model, name, search);
                    }
                });
            }
        }
        return 0;
    }

    private void row(ModelService model, String name, Function<SimulatedService, SearchScore> search) {
        double truth = model.capacityAfter();
        List<SearchScore> scores = IntStream.range(firstSeed, firstSeed + repetitions)
                .parallel()
                .mapToObj(seed -> search.apply(new SimulatedService(model, seed)))
                .toList();
        List<String> row = new ArrayList<>(List.of(
                model.name(),
                name,
                number("%.1f", truth),
                number(
                        "%.0f",
                        Median.of(scores.stream()
                                .mapToDouble(SearchScore::seconds)
                                .toArray())),
                bias(scores.stream().mapToDouble(SearchScore::perSecond), truth),
                share(scores, score -> Math.abs(score.perSecond() / truth - 1) <= WITHIN),
                covered(scores, truth),
                share(scores, score -> score.low() <= truth && truth <= score.high()),
                share(scores, score -> score.end() == SearchScore.End.UNCONVERGED),
                share(scores, score -> score.end() == SearchScore.End.MOVED)));
        row.addAll(onePercent(
                model,
                scores.stream().flatMap(score -> score.onePercent().stream()).toList()));
        print(row.toArray(new String[0]));
    }

    private String covered(List<SearchScore> scores, double truth) {
        boolean hasInterval = scores.stream().anyMatch(score -> !Double.isNaN(score.low()));
        return hasInterval
                ? share(
                        scores,
                        score -> score.end() == SearchScore.End.UNCONVERGED
                                || (score.low() <= truth && truth <= score.high()))
                : "-";
    }

    /** Returns the cells about the rate of which 1 % are refused. */
    private List<String> onePercent(ModelService model, List<OnePercentRate> rates) {
        if (rates.isEmpty()) {
            return List.of("-", "-", "-", "-");
        }
        double truth = Searches.onePercent(model);
        return List.of(
                number("%.1f", truth),
                bias(rates.stream().mapToDouble(OnePercentRate::perSecond), truth),
                share(rates, rate -> rate.lowPerSecond() <= truth && (rate.atLeast() || truth <= rate.highPerSecond())),
                share(rates, rate -> SAFE * rate.perSecond() <= truth));
    }

    private static String bias(DoubleStream found, double truth) {
        return number("%+.1f %%", 100 * (Median.of(found.toArray()) / truth - 1));
    }

    private <T> String share(List<T> all, Predicate<T> counted) {
        return Share.of(all, counted).text(bounds);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private void print(String... cellsOfRow) {
        System.out.println(
                tsv
                        ? String.join("\t", cellsOfRow)
                        : String.format(
                                Locale.ROOT,
                                "%-24s %-15s %8s %8s %8s %14s %14s %14s %14s %14s %8s %9s %14s %14s",
                                (Object[]) cellsOfRow));
    }
}
