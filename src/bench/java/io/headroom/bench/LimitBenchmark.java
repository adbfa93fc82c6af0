package io.headroom.bench;

import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Median;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.Decision;
import io.headroom.saturation.LimitResult;
import io.headroom.saturation.LimitSearch;
import io.headroom.saturation.LimitSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares our search for the capacity under a limit with those of the field, on simulated services of which it is known. A rate is
 * within 5 % or not (of all searches, and of those that call it precise), an interval covers the true rate or not, and ten minutes at
 * the lower end of the interval (of the others: at the rate itself) break the limit or not.
 */
@Command(
        name = "limits",
        description = "Compares our search for the capacity under a limit with those of the field.",
        mixinStandardHelpOptions = true)
final class LimitBenchmark implements Callable<Integer> {

    private static final double WITHIN = 0.05;
    private static final double CONFIDENTLY_WRONG = 0.10;
    private static final double TEN_MINUTES = 600;
    private static final double PROBE_SECONDS = 30;
    private static final double RESOLUTION = 1.02;
    private static final double TOLERABLE = 0.125;
    private static final double MOST_SECONDS = 20_000;

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
            description = "Names of the cells (services and limits) to run, separated by commas. Default: all.")
    private List<String> cells = new ArrayList<>();

    @Option(
            names = "--searches",
            split = ",",
            description = "Names of the searches to run, separated by commas. Default: all.")
    private List<String> searches = new ArrayList<>();

    @Option(
            names = "--precision",
            defaultValue = "0.055",
            description = "Half-width at which our search ends. Default: ${DEFAULT-VALUE}.")
    private double precision;

    @Option(
            names = "--seconds",
            defaultValue = "230",
            description = "Longest time of our search, after the capacity is known. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(names = "--coverage", description = "Print the lower 95 %% bound of each share, too.")
    private boolean bounds;

    /** The answer of a search: a rate, its interval, and the simulated time that it took. */
    private record Answer(double rate, double low, double high, boolean converged, double seconds) {
        static Answer without(double rate, double seconds) {
            return new Answer(rate, Double.NaN, Double.NaN, true, seconds);
        }

        double promised() {
            return Double.isNaN(low) ? rate : low;
        }
    }

    /** A search for the capacity under the limit of a cell. */
    private interface Search {
        Answer run(LimitCell cell, SimulatedService service);
    }

    @Override
    public Integer call() {
        print(
                "cell",
                "search",
                "truth",
                "seconds",
                "bias",
                "within 5 %",
                "if precise",
                "covered",
                "unconverged",
                "wrong",
                "broken");
        Map<String, Search> all = new LinkedHashMap<>();
        all.put("arrivals", this::ours);
        all.put("bisect 30 s", LimitBenchmark::bisection);
        all.put("callers as rate", LimitBenchmark::callersAsRate);
        for (LimitCell cell : LimitCell.ALL) {
            if (cells.isEmpty() || cells.contains(cell.service().name())) {
                double truth = cell.truth();
                all.forEach((name, search) -> {
                    if (searches.isEmpty() || searches.contains(name)) {
                        row(cell, truth, name, search);
                    }
                });
            }
        }
        return 0;
    }

    private void row(LimitCell cell, double truth, String name, Search search) {
        List<Answer> answers = IntStream.range(firstSeed, firstSeed + repetitions)
                .parallel()
                .mapToObj(seed -> search.run(cell, new SimulatedService(cell.service(), seed)))
                .toList();
        long broken = IntStream.range(0, repetitions)
                .parallel()
                .filter(i -> breaks(cell, answers.get(i).promised(), firstSeed + i))
                .count();
        Predicate<Answer> isWithin = answer -> Math.abs(answer.rate() / truth - 1) <= WITHIN;
        boolean hasInterval = answers.stream().anyMatch(answer -> !Double.isNaN(answer.low()));
        print(
                cell.service().name(),
                name,
                number("%.1f", truth),
                number(
                        "%.0f",
                        Median.of(answers.stream().mapToDouble(Answer::seconds).toArray())),
                number(
                        "%+.1f %%",
                        100
                                * (Median.of(answers.stream()
                                                        .mapToDouble(Answer::rate)
                                                        .toArray())
                                                / truth
                                        - 1)),
                share(answers, isWithin),
                share(answers.stream().filter(Answer::converged).toList(), isWithin),
                hasInterval ? share(answers, answer -> answer.low() <= truth && truth <= answer.high()) : "-",
                share(answers, answer -> !answer.converged()),
                share(answers, answer -> answer.converged() && Math.abs(answer.rate() / truth - 1) > CONFIDENTLY_WRONG),
                new Share(broken, repetitions).text(bounds));
    }

    /** Returns whether ten minutes at a rate break the limit. */
    private static boolean breaks(LimitCell cell, double rate, int seed) {
        if (rate <= 0) {
            return false;
        }
        SimulatedService service = new SimulatedService(cell.service(), -1L - seed);
        StepStatistics step = offered(service, new Arrivals(rate, Spacing.POISSON), 30, TEN_MINUTES);
        return cell.limit().misses(step)
                > cell.limit().allowed() * step.counts().total();
    }

    private Answer ours(LimitCell cell, SimulatedService service) {
        LimitSettings settings = new LimitSettings(cell.limit(), precision, TOLERABLE, seconds);
        List<StepStatistics> finished = new ArrayList<>();
        double warmUp =
                cell.service().noisy() ? ServiceNoise.COLD_SECONDS : 2; // a run warms up until latency has settled
        double latency = offered(service, new Callers(1), warmUp, 6).latency().p50() / 1000.0;
        double log = 0;
        int rounds = 6;
        for (int i = 0; i < rounds; i++) {
            double window = Math.max(8, 10 * latency);
            log += Math.log(offered(service, new Callers(cell.callers()), 1, window)
                            .goodputPerSecond())
                    / rounds;
        }
        LimitSearch search = new LimitSearch(Searches.PLAN.arrivals(), settings, Searches.RULE, Math.exp(log), latency);
        while (true) {
            Decision<LimitResult> decision = search.next(finished);
            if (decision instanceof Decision.Offer<LimitResult> offer) {
                Step step = new Step(finished.size() + 1, 0, offer.purpose(), offer.load());
                finished.add(service.run(step, offer.timing().orElseThrow()));
            } else {
                return answer(decision.asResult().orElseThrow(), service.seconds());
            }
        }
    }

    private static Answer answer(LimitResult result, double seconds) {
        if (result instanceof LimitResult.RateUnderLimit rate) {
            return new Answer(rate.perSecond(), rate.lowPerSecond(), rate.highPerSecond(), rate.precise(), seconds);
        }
        double kept = result instanceof LimitResult.KeptThroughout throughout ? throughout.perSecond() : 0;
        return new Answer(kept, result.lowPerSecond(), Double.POSITIVE_INFINITY, true, seconds);
    }

    /** Doubles the rate until a probe misses the limit, then bisects to 2 %, as is usual in the field. */
    private static Answer bisection(LimitCell cell, SimulatedService service) {
        double good = 0;
        double bad = Double.POSITIVE_INFINITY;
        double rate = offered(service, new Callers(1), 2, 10).goodputPerSecond() / 2;
        while (service.seconds() < MOST_SECONDS && bad > RESOLUTION * good) {
            StepStatistics step = offered(service, new Arrivals(rate, Spacing.POISSON), 2, PROBE_SECONDS);
            if (keeps(cell, step)) {
                good = rate;
            } else {
                bad = rate;
            }
            rate = Double.isInfinite(bad) ? 2 * rate : (good + bad) / 2;
            if (rate < 0.01) {
                break;
            }
        }
        return Answer.without(good, service.seconds());
    }

    /** Finds the most callers that keep the limit, and takes what they get for a rate to promise. */
    private static Answer callersAsRate(LimitCell cell, SimulatedService service) {
        int good = 0;
        int bad = Integer.MAX_VALUE;
        int callers = 1;
        double rate = 0;
        while (bad - good > 1 && callers < 1 << 14) {
            StepStatistics step = offered(service, new Callers(callers), 2, PROBE_SECONDS);
            if (keeps(cell, step)) {
                good = callers;
                rate = step.goodputPerSecond();
            } else {
                bad = callers;
            }
            callers = bad == Integer.MAX_VALUE ? 2 * callers : (good + bad) / 2;
        }
        return Answer.without(rate, service.seconds());
    }

    private static boolean keeps(LimitCell cell, StepStatistics step) {
        return cell.limit().misses(step)
                <= cell.limit().allowed() * step.counts().total();
    }

    private static StepStatistics offered(SimulatedService service, Load load, double settling, double window) {
        Purpose purpose = load instanceof Arrivals ? Purpose.LIMIT : Purpose.UP;
        return service.run(new Step(1, 1, purpose, load), Searches.timing(settling, window));
    }

    private String share(List<Answer> answers, Predicate<Answer> counted) {
        return Share.of(answers, counted).text(bounds);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static void print(String... cellsOfRow) {
        System.out.println(String.format(
                Locale.ROOT, "%-20s %-16s %8s %8s %8s %15s %15s %15s %15s %15s %15s", (Object[]) cellsOfRow));
    }
}
