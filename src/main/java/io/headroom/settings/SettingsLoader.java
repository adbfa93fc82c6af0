package io.headroom.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.headroom.endpoint.ApiKey;
import io.headroom.endpoint.Payloads;
import io.headroom.gate.GateSettings;
import io.headroom.load.Spacing;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.PlanSettings.FineTuning;
import io.headroom.saturation.ArrivalsSettings;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.SearchSettings;
import io.headroom.sizing.SizingSettings;
import io.headroom.standin.Failure;
import io.headroom.standin.Routing;
import io.headroom.standin.StandInSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** Turns the layered sources into {@link Settings}, or into one message with every problem. */
public final class SettingsLoader {

    private static final Duration NONE = Duration.ZERO;
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Config config;
    private final ConfigReader reader;
    private final EndpointReader endpoint;
    private final SizingReader sizing;
    private final GateReader gates;
    private final ClientReader clients;
    private final List<String> problems = new ArrayList<>();

    private SettingsLoader(Config config) {
        this.config = config;
        this.reader = new ConfigReader(config, SettingsSource.reference());
        this.endpoint = new EndpointReader(reader);
        this.sizing = new SizingReader(reader);
        this.gates = new GateReader(reader);
        this.clients = new ClientReader(reader);
    }

    /**
     * The settings of a run about to begin.
     *
     * @throws SettingsException with every problem
     */
    public static Settings load(Path file, Properties properties, Map<String, String> environment)
            throws SettingsException {
        SettingsLoader loader = known(file, properties, environment);
        Optional<ApiKey> key = loader.endpoint.key(environment);
        Optional<Payloads> payloads = loader.endpoint.payloads();
        return loader.valid(() -> loader.settings(key, payloads));
    }

    /**
     * The settings of a finished run, as its folder keeps them.
     *
     * @param flat what {@link Settings#flat} was
     * @throws SettingsException when they are not settings of this version
     */
    public static Settings reload(Map<String, ?> flat) throws SettingsException {
        try {
            Config config =
                    ConfigFactory.parseMap(flat, "the run's workload.json").withFallback(SettingsSource.reference());
            SettingsLoader loader = new SettingsLoader(config);
            return loader.valid(() -> loader.settings(Optional.empty(), Optional.empty()));
        } catch (ConfigException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }

    /**
     * What pods and nodes are made of, whatever else is set: to size, neither endpoint nor payload is needed.
     *
     * @throws SettingsException with every problem of these settings
     */
    public static SizingSettings sizing(Path file, Properties properties, Map<String, String> environment)
            throws SettingsException {
        SettingsLoader loader = known(file, properties, environment);
        return loader.valid(loader.sizing::sizing);
    }

    /**
     * What a run must show, whatever else is set: a finished run is judged without endpoint and payload.
     *
     * @throws SettingsException with every problem of these settings
     */
    public static GateSettings gates(Path file, Properties properties, Map<String, String> environment)
            throws SettingsException {
        SettingsLoader loader = known(file, properties, environment);
        return loader.valid(loader.gates::gates);
    }

    /** Where runs are written, and baselines kept. */
    public static Path resultsFolder(Path file, Properties properties, Map<String, String> environment)
            throws SettingsException {
        SettingsLoader loader = known(file, properties, environment);
        return loader.valid(() -> loader.reader.file("results-folder"));
    }

    /** The same, whatever is wrong with other settings; none where it cannot be told. {@link #load} says why. */
    public static Optional<Path> resultsFolderAlone(Path file, Properties properties, Map<String, String> environment) {
        try {
            SettingsLoader loader = new SettingsLoader(SettingsSource.layered(file, properties, environment));
            return Optional.of(loader.valid(() -> loader.reader.file("results-folder")));
        } catch (SettingsException cannotBeTold) {
            return Optional.empty();
        }
    }

    private static SettingsLoader known(Path file, Properties properties, Map<String, String> environment)
            throws SettingsException {
        Config config = SettingsSource.layered(file, properties, environment);
        SettingsLoader loader = new SettingsLoader(config);
        loader.problems.addAll(KnownKeys.problems(config));
        return loader;
    }

    private <T> T valid(Supplier<T> read) throws SettingsException {
        T settings = null;
        try {
            settings = read.get();
        } catch (IllegalArgumentException togetherImpossible) {
            problems.add(togetherImpossible.getMessage());
        }
        List<String> all = new ArrayList<>(reader.problems());
        all.addAll(problems);
        if (settings == null || !all.isEmpty()) {
            throw new SettingsException(all);
        }
        return settings;
    }

    private Settings settings(Optional<ApiKey> key, Optional<Payloads> payloads) {
        return new Settings(
                reader.file("results-folder"),
                endpoint.endpoint(),
                key,
                reader.file("endpoint.payload"),
                payloads,
                standIn(),
                plan(),
                reader.integer("search.seed"),
                sizing.sizing(),
                gates.gates(),
                clients.clients(),
                KnownKeys.flatten(config));
    }

    private StandInSettings standIn() {
        int pods = reader.integer("stand-in.pods", 1, 10_000);
        Failure failure = new Failure(
                reader.integer("stand-in.failure.pods", 0, pods),
                reader.oneOf("stand-in.failure.mode", Failure.Mode.values(), Failure.Mode::word),
                reader.duration("stand-in.failure.after", NONE, DAY),
                reader.duration("stand-in.failure.lasting", NONE, DAY));
        return new StandInSettings(
                pods,
                reader.integer("stand-in.concurrency", 1, 10_000),
                reader.duration("stand-in.latency", MILLI, HOUR),
                reader.number("stand-in.latency-variation", 0, 5),
                reader.integer("stand-in.queue-per-pod", 0, 1_000_000),
                reader.oneOf("stand-in.routing", Routing.values(), Routing::word),
                reader.duration("stand-in.cold-start", NONE, DAY),
                failure);
    }

    private PlanSettings plan() {
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
                clients.multiClient());
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
                reader.integer("arrivals.one-percent-steps", 0, 100));
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
                        reader.duration("search.step.settling", NONE, HOUR)),
                new SaturationRule(
                        reader.integer("search.refused.minimum", 1, 1_000_000),
                        reader.number("search.refused.share", 0.0001, 0.9999),
                        reader.duration("search.retry-wait", NONE, HOUR)),
                reader.duration("search.time-limit", Duration.ofSeconds(1), DAY));
    }
}
