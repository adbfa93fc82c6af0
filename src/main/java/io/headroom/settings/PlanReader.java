package io.headroom.settings;

import io.headroom.load.Limit;
import io.headroom.load.Spacing;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.PlanSettings.FineTuning;
import io.headroom.saturation.ArrivalsSettings;
import io.headroom.saturation.LimitSettings;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.SearchSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the settings of a run's steps: the search, what goes around it, and fine tuning. */
final class PlanReader {

    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Half-width of the interval of a rate under a limit up to which it counts as known, as a share of the rate. */
    private static final double TOLERABLE_WIDTH = 0.125;

    /** Shares that differ by less, as a part of them, are the same: that of a percentile is computed. */
    private static final double SAME = 1e-9;

    private final ConfigReader reader;
    private final ClientReader clients;

    PlanReader(ConfigReader reader, ClientReader clients) {
        this.reader = reader;
        this.clients = clients;
    }

    PlanSettings plan() {
        return new PlanSettings(
                search(),
                reader.duration("warm-up.limit", MILLI, HOUR),
                reader.duration("hold.duration", MILLI, HOUR),
                reader.number("target.fraction", 0.01, 1),
                reader.duration("target.duration", MILLI, DAY),
                reader.oneOf("target.spacing", Spacing.values(), Spacing::word),
                new FineTuning(
                        reader.integer("fine-tuning.messages", 1, 10_000_000),
                        reader.integer("fine-tuning.callers", 1, 10_000)),
                arrivals(),
                clients.multiClient(),
                limits());
    }

    /**
     * Reads the limits: the latency, and the share of failures. A share that is no smaller than that of the requests that may be late
     * would add nothing, since failures miss the latency, too.
     */
    private List<LimitSettings> limits() {
        double percentile = reader.number("limit.percentile", 50, 99.9);
        double precision = reader.number("limit.precision", 0.001, 1);
        Duration measured = reader.duration("limit.duration", Duration.ofSeconds(1), HOUR);
        Optional<Limit> latency = reader.optional("limit.latency", ValueType.duration(MILLI, HOUR))
                .map(longest -> Limit.ofLatency(longest.toMillis(), percentile));
        Optional<Limit> failures = reader.optionalNumber("limit.failed-share", 0.0001, 0.5).stream()
                .mapToObj(Limit::ofFailures)
                .filter(limit -> limit.allowed()
                        < (1 - SAME) * latency.map(Limit::allowed).orElse(1.0))
                .findFirst();
        return Stream.of(latency, failures)
                .flatMap(Optional::stream)
                .map(limit -> new LimitSettings(
                        limit, precision, Math.max(precision, TOLERABLE_WIDTH), measured.toMillis() / 1000.0))
                .toList();
    }

    private ArrivalsSettings arrivals() {
        int leastRounds = reader.integer("arrivals.least-rounds", 3, 1000);
        Duration minimumWindow = reader.duration("arrivals.window.minimum", MILLI, HOUR);
        return new ArrivalsSettings(
                reader.number("arrivals.precision", 0.001, 1),
                leastRounds,
                reader.integer("arrivals.most-rounds", leastRounds, 1000),
                minimumWindow,
                reader.duration("arrivals.window.maximum", minimumWindow, HOUR),
                reader.number("arrivals.maximum-rate", 0.001, 1_000_000),
                reader.oneOf("arrivals.spacing", Spacing.values(), Spacing::word),
                reader.optionalInteger("arrivals.one-percent-steps", 1, 100));
    }

    private SearchSettings search() {
        int maximumCallers = reader.integer("search.maximum-callers", 1, 100_000);
        Duration maximumStep = reader.duration("search.step.maximum", MILLI, HOUR);
        int rounds = reader.integer("search.rounds", 1, 100);
        return new SearchSettings(
                new SearchSettings.Rounds(
                        rounds,
                        reader.integer("search.most-rounds", rounds, 1000),
                        reader.number("search.precision", 0.001, 1)),
                new SearchSettings.CallersRange(
                        reader.integer("search.start-callers", 1, maximumCallers),
                        maximumCallers,
                        reader.number("search.growth", 1.01, 10),
                        reader.number("search.resolution", 0, 0.5)),
                new SearchSettings.StepLengths(
                        reader.duration("search.step.minimum", MILLI, maximumStep),
                        reader.duration("search.step.boundary", MILLI, HOUR),
                        maximumStep,
                        reader.duration("search.step.settling", Duration.ZERO, HOUR)),
                new SaturationRule(
                        reader.integer("search.refused.minimum", 1, 1_000_000),
                        reader.number("search.refused.share", 0.0001, 0.9999),
                        reader.number("search.refused.share-of-callers", 0.0001, 0.9999),
                        reader.duration("search.retry-wait", Duration.ZERO, HOUR)),
                reader.duration("search.time-limit", Duration.ofSeconds(1), DAY),
                EndpointReader.requestTimeout(reader));
    }
}
