package io.headroom.simulation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.headroom.endpoint.ApiKey;
import io.headroom.html.RunPages;
import io.headroom.load.InjectorSample;
import io.headroom.plan.RunKind;
import io.headroom.report.RunReport;
import io.headroom.run.LastRun;
import io.headroom.run.RunFolder;
import io.headroom.run.Versions;
import io.headroom.run.Workload;
import io.headroom.settings.Settings;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.standin.StandIn;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What surrounds a run: its settings, the stand-in if one is needed, and, when the log is closed, its report. */
final class RunInProgress {

    private final RunKind kind;
    private final Settings settings;
    private final Optional<StandIn> standIn;
    private final Optional<ApiKey> key;
    private final PrintStream out;
    private final Map<String, InjectorSample> unwritten = new LinkedHashMap<>();
    private Optional<RunFolder> folder = Optional.empty();
    private boolean workloadWritten;
    private boolean named;

    private RunInProgress(
            RunKind kind, Settings settings, Optional<StandIn> standIn, Optional<ApiKey> key, PrintStream out) {
        this.kind = kind;
        this.settings = settings;
        this.standIn = standIn;
        this.key = key;
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
        Optional<ApiKey> key = settings.key();
        Optional<StandIn> standIn = Optional.empty();
        if (settings.endpoint().url().isEmpty()) {
            key = key.or(() -> Optional.of(ApiKey.of(UUID.randomUUID().toString())));
            standIn = Optional.of(startStandIn(settings, key));
        }
        RunInProgress run = new RunInProgress(kind, settings, standIn, key, out);
        run.announce();
        return run;
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
                + url().getScheme() + "://" + url().getAuthority() + url().getPath());
        standIn.ifPresent(service ->
                out.println("No endpoint is configured (headroom.endpoint.url): measuring the built-in stand-in, "
                        + service.settings().words()));
        if (settings.endpoint().tlsInsecure()) {
            out.println("WARNING: headroom.endpoint.tls.insecure = true: certificates and host names are NOT checked.");
        }
    }

    Settings settings() {
        return settings;
    }

    URI url() {
        return standIn.map(StandIn::url).or(settings.endpoint()::url).orElseThrow();
    }

    Optional<URI> readiness() {
        return standIn.map(service -> StandIn.READINESS_PATH)
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
    void keep(String scenario, String step, InjectorSample sample) {
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
            folder.get().write(Workload.of(kind, settings, standIn, Versions.with(gatling)));
            workloadWritten = true;
        }
        if (folder.isPresent() && !named) {
            nameLastRun(folder.get());
        }
        return folder;
    }

    private void nameLastRun(RunFolder run) {
        try {
            LastRun.write(settings.resultsFolder(), run);
            named = true;
        } catch (IOException notNow) {
            // tried again after the next step; the report says so where it never works
        }
    }

    /** When the log is closed: analyses it, prints the verdict, and writes {@code headroom.json} and the pages. */
    RunReport report(String scenario) throws IOException, UnreadableLogException, SettingsException {
        RunFolder ofRun = folder(scenario)
                .orElseThrow(() -> new IOException("no log of this run under " + settings.resultsFolder()
                        + "; headroom.results-folder must be the folder that Gatling writes to"));
        RunReport report = RunReport.of(ofRun);
        out.println();
        report.verdict().forEach(out::println);
        ofRun.writeResult(report.json());
        if (!named) {
            out.println("WARNING: " + LastRun.file(settings.resultsFolder())
                    + " cannot be written: `gate --last` does not find this run.");
        }
        return report;
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
