package io.headroom.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.headroom.endpoint.ApiKey;
import io.headroom.endpoint.Payloads;
import io.headroom.gate.GateSettings;
import io.headroom.sizing.SizingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** Turns the layered sources into {@link Settings}, or into one exception that lists every problem. */
public final class SettingsLoader {

    /** The file of settings, relative to the working directory. */
    public static final Path FILE = Path.of("conf", "headroom.conf");

    private final Config config;
    private final ConfigReader reader;
    private final EndpointReader endpoint;
    private final StandInReader standIn;
    private final PlanReader plan;
    private final SizingReader sizing;
    private final GateReader gates;
    private final ClientReader clients;
    private final List<String> problems = new ArrayList<>();

    private SettingsLoader(Config config) {
        this.config = config;
        this.reader = new ConfigReader(config, SettingsSource.reference());
        TargetReader targets = new TargetReader(reader);
        this.endpoint = new EndpointReader(reader, targets);
        this.standIn = new StandInReader(reader);
        this.sizing = new SizingReader(reader);
        this.gates = new GateReader(reader);
        this.clients = new ClientReader(reader, targets);
        this.plan = new PlanReader(reader, clients);
    }

    /**
     * Reads the settings of a run that is about to begin.
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
     * Reads the settings of a finished run, as its folder keeps them.
     *
     * @param flat settings by key, as {@link Settings#flat} returned them
     * @throws SettingsException when they are not settings of this version
     */
    public static Settings reload(Map<String, ?> flat) throws SettingsException {
        try {
            Config config =
                    ConfigFactory.parseMap(flat, "the run's workload.json").withFallback(SettingsSource.reference());
            SettingsLoader loader = new SettingsLoader(config);
            return loader.valid(() -> loader.settings(Optional.empty(), Optional.empty()));
        } catch (ConfigException e) {
            throw new SettingsException(List.of(SyntaxProblem.describe(e)));
        }
    }

    /**
     * Reads the sizing settings alone: to size, neither endpoint nor payload is needed.
     *
     * @throws SettingsException with every problem of these settings
     */
    public static SizingSettings sizing(Path file, Properties properties, Map<String, String> environment)
            throws SettingsException {
        SettingsLoader loader = known(file, properties, environment);
        return loader.valid(loader.sizing::sizing);
    }

    /**
     * Reads the gates alone: a finished run is judged without endpoint and payload.
     *
     * @throws SettingsException with every problem of these settings
     */
    public static GateSettings gates(Path file, Properties properties, Map<String, String> environment)
            throws SettingsException {
        SettingsLoader loader = known(file, properties, environment);
        return loader.valid(loader.gates::gates);
    }

    /** Reads the folder where runs are written, and baselines kept. */
    public static Path resultsFolder(Path file, Properties properties, Map<String, String> environment)
            throws SettingsException {
        SettingsLoader loader = known(file, properties, environment);
        return loader.valid(() -> loader.reader.file("results-folder"));
    }

    /**
     * Reads the folder where runs are written, even if other settings are wrong. Returns empty when it cannot be read;
     * {@link #load} says why.
     */
    public static Optional<Path> resultsFolderAlone(Path file, Properties properties, Map<String, String> environment) {
        try {
            SettingsLoader loader = new SettingsLoader(SettingsSource.layered(file, properties, environment));
            return Optional.of(loader.valid(() -> loader.reader.file("results-folder")));
        } catch (SettingsException saidByLoad) {
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
        Optional<T> settings = Optional.empty();
        try {
            settings = Optional.of(read.get());
        } catch (IllegalArgumentException togetherImpossible) {
            problems.add(togetherImpossible.getMessage());
        }
        List<String> all = new ArrayList<>(reader.problems());
        all.addAll(problems);
        if (!all.isEmpty()) {
            throw new SettingsException(all);
        }
        return settings.orElseThrow();
    }

    /** Sizing is read after all others: it throws when its settings cannot go together. */
    private Settings settings(Optional<ApiKey> key, Optional<Payloads> payloads) {
        return new Settings(
                reader.file("results-folder"),
                reader.flag("run.fail-without-answer"),
                runName(key),
                endpoint.endpoint(),
                endpoint.statuses(),
                key,
                reader.file("endpoint.payload"),
                payloads,
                standIn.standIn(),
                plan.plan(),
                reader.integer("search.seed"),
                gates.gates(),
                clients.clients(),
                sizing.sizing(),
                KnownKeys.flatten(config));
    }

    /** Reads the name of the run, which every report shows. */
    private Optional<String> runName(Optional<ApiKey> key) {
        Optional<String> name = reader.optional(RunName.KEY, RunName.TYPE);
        if (name.isPresent() && key.isPresent() && RunName.holds(name.get(), key.get())) {
            reader.problem("headroom." + RunName.KEY + " holds the endpoint's key, which every report would show");
            return Optional.empty();
        }
        return name;
    }
}
