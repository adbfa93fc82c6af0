package io.headroom.simulation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.headroom.clients.InjectorLink;
import io.headroom.endpoint.ApiKey;
import io.headroom.html.RunPages;
import io.headroom.load.ClientShare;
import io.headroom.load.InjectorSample;
import io.headroom.load.Outcome;
import io.headroom.load.RunPart;
import io.headroom.plan.EndMark;
import io.headroom.plan.RunKind;
import io.headroom.plan.RunPlan;
import io.headroom.report.RunReport;
import io.headroom.report.json.JsonDocuments;
import io.headroom.report.text.ConsoleReport;
import io.headroom.run.Checksum;
import io.headroom.run.ClientFile;
import io.headroom.run.Heartbeat;
import io.headroom.run.Json;
import io.headroom.run.LastRun;
import io.headroom.run.RunFolder;
import io.headroom.run.Seal;
import io.headroom.run.Versions;
import io.headroom.settings.Settings;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import io.headroom.settings.Workload;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.standin.StandIn;
import io.headroom.standin.StandInSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What surrounds a run: its settings, the stand-in if one is needed, and, when the log is closed, its report. */
final class RunInProgress implements Conductor.RunListener {

    private final RunKind kind;
    private final Settings settings;
    private final Optional<StandIn> standIn;
    private final Optional<ApiKey> key;
    private final Optional<InjectorLink> link;
    private final HostedClients clients;
    private final PrintStream out;
    private final Map<String, InjectorSample> unwritten = new LinkedHashMap<>();
    private Optional<RunFolder> folder = Optional.empty();
    private Optional<Heartbeat.Pulse> pulse = Optional.empty();
    private boolean workloadWritten;
    private boolean named;

    private RunInProgress(
            RunKind kind,
            Settings settings,
            Optional<StandIn> standIn,
            Optional<ApiKey> key,
            Optional<InjectorLink> link,
            PrintStream out) {
        this.kind = kind;
        this.settings = settings;
        this.standIn = standIn;
        this.key = key;
        this.link = link;
        this.clients = HostedClients.of(kind, settings, link.map(InjectorLink::run));
        this.out = out;
    }

    /**
     * Reads the settings and, where no endpoint is configured, starts a stand-in with a key of its own.
     *
     * @throws SettingsException when the settings cannot be used
     */
    static RunInProgress prepare(RunKind kind, PrintStream out) throws SettingsException {
        Path file = Path.of("conf", "headroom.conf");
        Optional<Path> results = SettingsLoader.resultsFolderAlone(file, System.getProperties(), System.getenv());
        if (results.isPresent()) {
            forgetLastRun(results.get());
        }
        Settings settings = SettingsLoader.load(file, System.getProperties(), System.getenv());
        refuseOtherTls(settings);
        refuseOwnStandIn(kind, settings);
        Optional<ApiKey> key = settings.key();
        Optional<StandIn> standIn = Optional.empty();
        if (url(settings).isEmpty()) {
            key = key.or(() -> Optional.of(ApiKey.of(UUID.randomUUID().toString())));
            standIn = Optional.of(startStandIn(settings, key));
        }
        Optional<InjectorLink> link = Optional.empty();
        if (kind == RunKind.MULTI_CLIENT && settings.clients().coordinator().isPresent()) {
            link = Optional.of(join(kind, settings));
        }
        RunInProgress run = new RunInProgress(kind, settings, standIn, key, link, out);
        run.announce();
        return run;
    }

    /** What is measured, unless this process has to start a stand-in. */
    private static Optional<URI> url(Settings settings) {
        return settings.endpoint().url().or(settings.clients()::standIn);
    }

    /** One of several processes would measure a service that the others do not. */
    private static void refuseOwnStandIn(RunKind kind, Settings settings) throws SettingsException {
        boolean follows =
                kind == RunKind.MULTI_CLIENT && settings.clients().coordinator().isPresent();
        if (follows && url(settings).isEmpty()) {
            throw new SettingsException(
                    List.of("headroom.endpoint.url is empty, but with headroom.clients.coordinator all"
                            + " clients must measure the same endpoint; expected its URL (or, on one machine, `java -jar"
                            + " target/headroom.jar clients`, which starts one stand-in for all)"));
        }
    }

    private static InjectorLink join(RunKind kind, Settings settings) throws SettingsException {
        int client = settings.clients().index().orElseThrow() + 1;
        try {
            return InjectorLink.join(
                    settings.clients().coordinator().orElseThrow(),
                    client,
                    settings.plan().multiClient().weights().count(),
                    workload(kind, settings, Optional.empty(), "unknown")
                            .fingerprint()
                            .all(),
                    Workload.ofSearch(settings),
                    settings.clients().startPatience());
        } catch (InjectorLink.RejectedException e) {
            throw new SettingsException(
                    List.of("the coordinator does not want " + ClientShare.name(client) + ": " + e.getMessage()));
        } catch (IOException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }

    private static Workload workload(RunKind kind, Settings settings, Optional<StandIn> standIn, String gatling) {
        Optional<StandInSettings> made =
                settings.endpoint().url().isPresent() ? Optional.empty() : Optional.of(settings.standIn());
        URI url = standIn.map(StandIn::url).or(() -> url(settings)).orElseThrow();
        return Workload.of(kind, settings, url, made, Versions.with(gatling));
    }

    private static void forgetLastRun(Path resultsFolder) throws SettingsException {
        try {
            LastRun.forget(resultsFolder);
        } catch (IOException e) {
            throw new SettingsException(List.of(LastRun.file(resultsFolder)
                    + " names an older run and cannot be deleted, so `gate --last` would judge that one: " + e));
        }
    }

    /** What Gatling was told about TLS must be what headroom's settings say, or the result would record a lie. */
    private static void refuseOtherTls(Settings settings) throws SettingsException {
        Config gatling = ConfigFactory.systemProperties()
                .withFallback(ConfigFactory.parseResources("gatling.conf"))
                .resolve();
        boolean insecure = gatling.getBoolean("gatling.ssl.useInsecureTrustManager")
                || !gatling.getBoolean("gatling.http.enableHostnameVerification");
        if (insecure != settings.endpoint().tlsInsecure()) {
            throw new SettingsException(List.of("Gatling's own TLS settings do not agree with"
                    + " headroom.endpoint.tls.insecure; leave gatling.ssl.useInsecureTrustManager and"
                    + " gatling.http.enableHostnameVerification as they are in conf/gatling.conf"));
        }
    }

    private static StandIn startStandIn(Settings settings, Optional<ApiKey> key) {
        try {
            return StandIn.start(settings.standIn(), 0, key.map(ApiKey::authorization));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the run began", e);
        }
    }

    private void announce() {
        out.println("Headroom " + Versions.current() + ", " + kind.simulation() + " " + kind.version() + ": "
                + clients.part().map(RunInProgress::description).orElse("")
                + url().getScheme() + "://" + url().getAuthority() + url().getPath());
        standIn.ifPresent(service ->
                out.println("No endpoint is configured (headroom.endpoint.url): measuring the built-in stand-in, "
                        + service.settings().description()));
        if (settings.endpoint().tlsInsecure()) {
            out.println("WARNING: headroom.endpoint.tls.insecure = true: certificates and host names are NOT checked.");
        }
    }

    private static String description(RunPart part) {
        String these = part.first() == part.last()
                ? "client " + part.first()
                : "clients " + part.first() + " to " + part.last();
        return these + " of " + part.count() + ", run " + part.run() + ", ";
    }

    HostedClients clients() {
        return clients;
    }

    /** Who decides what this process does. */
    StepSource guide(RunPlan plan, RunClock clock, RunProgress progress) {
        int users = plan.users();
        return link.<StepSource>map(coordinated -> new CoordinatedSteps(
                        coordinated,
                        clients.numbers().get(0),
                        clients.weights().orElseThrow(),
                        clock.startEpochMillis(),
                        progress::beat))
                .orElseGet(() -> new LocalSteps(
                        plan, settings.plan().search().rule(), clients.weights(), Conductor.lead(users)));
    }

    Settings settings() {
        return settings;
    }

    URI url() {
        return standIn.map(StandIn::url).or(() -> url(settings)).orElseThrow();
    }

    Optional<URI> readiness() {
        return Optional.of(StandIn.READINESS_PATH)
                .filter(path -> settings.endpoint().url().isEmpty())
                .or(settings.endpoint()::readinessPath)
                .map(url()::resolve);
    }

    ScoringRequest request(OpenFiles files) {
        return new ScoringRequest(url(), key, settings.payloads().orElseThrow(), settings.endpoint(), files);
    }

    /**
     * Keeps what the injector noticed, and writes {@code workload.json} as soon as the run's folder can be told, so that even
     * a run that is killed later can be analysed. Called after every step. What cannot be written now, since no more files can
     * be opened, is written later.
     *
     * @param scenario name of a scenario that only this run has
     * @param step     label of the step
     */
    @Override
    public void closed(String scenario, String step, InjectorSample sample) {
        unwritten.put(step, sample);
        try {
            var unused = folder(scenario);
        } catch (IOException notNow) {
            // the report tries again, and says what is wrong
        }
    }

    private Optional<RunFolder> folder(String scenario) throws IOException {
        folder = folder.isPresent() ? folder : RunFolder.find(settings.resultsFolder(), scenario);
        if (folder.isPresent()) {
            while (!unwritten.isEmpty()) {
                Map.Entry<String, InjectorSample> noticed =
                        unwritten.entrySet().iterator().next();
                folder.get().append(noticed.getKey(), noticed.getValue());
                unwritten.remove(noticed.getKey());
            }
        }
        if (folder.isPresent() && !workloadWritten) {
            String gatling = SimulationLog.header(folder.get().log())
                    .map(RunHeader::gatlingVersion)
                    .orElse("unknown");
            workload(kind, settings, standIn, gatling).writeTo(folder.get());
            workloadWritten = true;
        }
        if (folder.isPresent() && pulse.isEmpty() && clients.part().isPresent()) {
            beginPulse(folder.get(), clients.part().get());
        }
        if (folder.isPresent() && !named && link.isEmpty()) {
            nameLastRun(folder.get());
        }
        return folder;
    }

    @Override
    public void ticked(Progress progress) {
        pulse.ifPresent(beating -> beating.beat(
                new Heartbeat(System.currentTimeMillis(), progress.sent(), progress.answered(), progress.step())));
    }

    private void beginPulse(RunFolder run, RunPart part) throws IOException {
        ClientFile file = new ClientFile(
                part,
                link.map(InjectorLink::clockOffsetMillis).orElse(0.0),
                link.map(InjectorLink::clockErrorMillis).orElse(0.0));
        var unused = run.writeOutput(ClientFile.NAME, Json.bytes(file));
        pulse = Optional.of(Heartbeat.begin(run.path()));
    }

    private void nameLastRun(RunFolder run) {
        try {
            LastRun.write(settings.resultsFolder(), run);
            named = true;
        } catch (IOException notNow) {
            // tried again after the next step; the report says so where it never works
        }
    }

    /** When the log is closed: seals the run, if it has clients. */
    private void seal(RunFolder ofRun, Progress progress, EndMark end) throws IOException {
        if (clients.part().isPresent()) {
            RunPart part = clients.part().get();
            Seal seal = new Seal(
                    part,
                    progress.sent(),
                    progress.answered(),
                    Files.size(ofRun.log()),
                    Checksum.of(ofRun.log()),
                    System.currentTimeMillis(),
                    end.word());
            var unused = ofRun.writeOutput(Seal.NAME, Json.bytes(seal));
        }
    }

    /**
     * When the log is closed: seals the run, if it has clients; analyses it, prints the verdict, and writes {@code headroom.json}. A
     * process that is only a part of the run leaves these to whoever merges all of it.
     *
     * @return the report; nothing of a part
     */
    Optional<RunReport> report(String scenario, Progress progress, EndMark end)
            throws IOException, UnreadableLogException, SettingsException {
        RunFolder ofRun = folder(scenario)
                .orElseThrow(() -> new IOException("no log of this run under " + settings.resultsFolder()
                        + "; headroom.results-folder must be the folder that Gatling writes to"));
        seal(ofRun, progress, end);
        out.println();
        if (link.isPresent()) {
            explainFailure(ofRun, end);
            out.println(ClientShare.name(clients.numbers().get(0)) + " has sent " + progress.sent() + " requests (end: "
                    + end.word() + "); sealed in " + ofRun.path() + ". The folders of all clients together are the run:"
                    + " java -jar target/headroom.jar analyze FOLDER...");
            return Optional.empty();
        }
        RunReport report = RunReport.of(ofRun);
        try {
            ofRun.writeResult(JsonDocuments.result(report));
        } finally { // whatever becomes of the result, the verdict stands; it names the reports that there are
            ConsoleReport.verdict(report).forEach(out::println);
        }
        if (!named) {
            out.println("WARNING: " + LastRun.file(settings.resultsFolder())
                    + " cannot be written: `gate --last` does not find this run.");
        }
        return Optional.of(report);
    }

    /** A client whose smoke call failed knows why; nobody else does. */
    private void explainFailure(RunFolder ofRun, EndMark end)
            throws IOException, UnreadableLogException, SettingsException {
        if (end.steps() == 0) {
            RunReport.of(ofRun)
                    .findings()
                    .log()
                    .smoke()
                    .filter(call -> call.outcome() != Outcome.OK)
                    .ifPresent(call -> out.println("No verdict: " + call.explanation()));
        }
    }

    /** Whatever becomes of the pages, the verdict stands: a run may have used up all memory or files. */
    void writePages(RunReport report) {
        try {
            RunPages.write(report, List.of());
        } catch (IOException | LinkageError | OutOfMemoryError e) {
            out.println("WARNING: headroom.html, history.tsv and index.html were not all written: " + e);
        }
    }
}
