package io.headroom.simulation;

import io.headroom.clients.InjectorLink;
import io.headroom.endpoint.ApiKey;
import io.headroom.endpoint.Secrets;
import io.headroom.endpoint.ShownUrl;
import io.headroom.load.ClientShare;
import io.headroom.load.RunPart;
import io.headroom.plan.RunKind;
import io.headroom.run.Versions;
import io.headroom.settings.Settings;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import io.headroom.settings.Workload;
import io.headroom.standin.StandIn;
import io.headroom.standin.StandInSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A run that is ready to start.
 *
 * @param settings of the run
 * @param standIn  the service that is measured, when this process had to start it
 * @param key      bearer key to send
 * @param link     connection to the coordinator, when this process follows one
 * @param clients  the clients that this process hosts
 */
record RunSetup(
        RunKind kind,
        Settings settings,
        Optional<StandIn> standIn,
        Optional<ApiKey> key,
        Optional<InjectorLink> link,
        HostedClients clients) {

    /**
     * Reads the settings, starts a stand-in with a key of its own when no endpoint is configured, and joins the coordinator when one
     * is configured.
     *
     * @throws SettingsException when the settings cannot be used
     */
    static RunSetup prepare(RunKind kind) throws SettingsException {
        AnswerFilters.register(); // before the stand-in, which uses Netty, too
        Path file = SettingsLoader.FILE;
        Optional<Path> results = SettingsLoader.resultsFolderAlone(file, System.getProperties(), System.getenv());
        if (results.isPresent()
                && kind != RunKind.SMOKE) { // a smoke call measures nothing, so the run before it stays the last one
            StartChecks.forgetLastRun(results.get());
        }
        Settings settings = SettingsLoader.load(file, System.getProperties(), System.getenv());
        AnswerFilters.use(
                settings.endpoint().answerLimits(), settings.endpoint().cookies());
        boolean coordinated =
                kind == RunKind.MULTI_CLIENT && settings.clients().coordinator().isPresent();
        StartChecks.requireWritable(settings.resultsFolder());
        StartChecks.requireSameTls(settings);
        StartChecks.requireJmesPath(settings);
        if (coordinated) {
            StartChecks.requireSharedEndpoint(settings);
        }
        Optional<ApiKey> key = settings.key();
        Optional<StandIn> standIn = Optional.empty();
        if (configuredUrl(settings).isEmpty()) {
            key = Optional.of(ApiKey.of(UUID.randomUUID().toString()));
            standIn = Optional.of(startStandIn(settings, key));
        }
        Optional<InjectorLink> link = coordinated ? Optional.of(join(kind, settings)) : Optional.empty();
        HostedClients clients = HostedClients.of(kind, settings, link.map(InjectorLink::run));
        return new RunSetup(kind, settings, standIn, key, link, clients);
    }

    /** Returns the URL of the service to measure; empty when this process has to start a stand-in. */
    static Optional<URI> configuredUrl(Settings settings) {
        return settings.endpoint().url().or(settings.clients()::standIn);
    }

    private static StandIn startStandIn(Settings settings, Optional<ApiKey> key) {
        try {
            return StandIn.start(settings.standIn(), 0, key.map(ApiKey::authorization));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the run began", e);
        }
    }

    private static InjectorLink join(RunKind kind, Settings settings) throws SettingsException {
        int client = settings.clients().index().orElseThrow() + 1;
        URI url = configuredUrl(settings).orElseThrow();
        try {
            return InjectorLink.join(
                    settings.clients().coordinator().orElseThrow(),
                    client,
                    settings.plan().multiClient().weights().count(),
                    workload(kind, settings, url, "unknown").fingerprint().all(),
                    Workload.ofSearch(settings),
                    settings.clients().startPatience(),
                    settings.endpoint().requestTimeout());
        } catch (InjectorLink.RejectedException e) {
            throw new SettingsException(
                    List.of("the coordinator refused " + ClientShare.name(client) + ": " + e.getMessage()));
        } catch (IOException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }

    private static Workload workload(RunKind kind, Settings settings, URI url, String gatling) {
        Optional<StandInSettings> standIn =
                settings.endpoint().url().isPresent() ? Optional.empty() : Optional.of(settings.standIn());
        return Workload.of(kind, settings, url, standIn, Versions.with(gatling));
    }

    /** Prints what is going to be measured. */
    void announce(PrintStream out) {
        out.println("Headroom " + Versions.current() + ", " + kind.simulation() + " " + kind.version() + ": "
                + clients.part().map(RunSetup::description).orElse("")
                + ShownUrl.bare(url()));
        standIn.ifPresent(service ->
                out.println("No endpoint is configured (headroom.endpoint.url): measuring the built-in stand-in, "
                        + service.settings().description()));
        out.println("Payload " + settings.payload() + ": "
                + settings.payloads().orElseThrow().description());
        if (settings.endpoint().tlsInsecure()) {
            out.println("WARNING: headroom.endpoint.tls.insecure = true: certificates and host names are NOT checked.");
        }
    }

    private static String description(RunPart part) {
        String hosted = part.first() == part.last()
                ? "client " + part.first()
                : "clients " + part.first() + " to " + part.last();
        return hosted + " of " + part.count() + ", run " + part.run() + ", ";
    }

    /** Returns the URL that is measured. */
    URI url() {
        return standIn.map(StandIn::url).or(() -> configuredUrl(settings)).orElseThrow();
    }

    /** Returns the URL of the readiness probe, when there is one. */
    Optional<URI> readiness() {
        return Optional.of(StandIn.READINESS_PATH)
                .filter(path -> settings.endpoint().url().isEmpty())
                .or(settings.endpoint()::readinessPath)
                .map(url()::resolve);
    }

    /** Returns the secrets of the requests, those that are secrets wherever they stand. */
    Secrets secrets() {
        return Secrets.of(key, settings.endpoint().headers(), url()).unmistakable();
    }

    ScoringRequest request(OpenFiles files, PrintStream out) {
        return new ScoringRequest(
                url(),
                key,
                settings.payloads().orElseThrow(),
                settings.endpoint(),
                settings.statuses(),
                files,
                new FaultNotices(settings.endpoint().answerLimits(), out));
    }

    /**
     * Returns the document that states what the run is made with.
     *
     * @param gatling version of Gatling
     */
    Workload workload(String gatling) {
        return workload(kind, settings, url(), gatling);
    }
}
