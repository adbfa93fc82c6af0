package io.headroom.simulation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.burt.jmespath.JmesPathException;
import io.headroom.endpoint.ScoringEndpoint.Expectation;
import io.headroom.run.IoReason;
import io.headroom.run.LastRun;
import io.headroom.settings.Settings;
import io.headroom.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Refuses to start runs whose result would be wrong. */
final class StartChecks {

    private StartChecks() {}

    /** Deletes the name of the last run, so that a gate does not judge an older run when this one fails early. */
    static void forgetLastRun(Path resultsFolder) throws SettingsException {
        try {
            LastRun.forget(resultsFolder);
        } catch (IOException e) {
            throw new SettingsException(List.of(LastRun.file(resultsFolder)
                    + " names an older run and cannot be deleted, so `gate --last` would judge that one: "
                    + IoReason.of(e)));
        }
    }

    /** Requires that a run can be written: Gatling itself would end in a stack trace, or measure and keep nothing. */
    static void requireWritable(Path resultsFolder) throws SettingsException {
        try {
            Files.createDirectories(resultsFolder);
            Files.delete(Files.createTempFile(resultsFolder, ".headroom-", ".tmp"));
        } catch (IOException e) {
            throw new SettingsException(List.of("headroom.results-folder = " + resultsFolder + " cannot be written to: "
                    + IoReason.of(e) + "; expected a folder for the results of runs"));
        }
    }

    /** Requires that Gatling's own TLS settings agree with headroom's, which are the ones that the result records. */
    static void requireSameTls(Settings settings) throws SettingsException {
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

    /** Requires that the check of answers can be carried out: otherwise every answer would fail it. */
    static void requireJmesPath(Settings settings) throws SettingsException {
        Optional<String> path = settings.endpoint().expectation().map(Expectation::path);
        try {
            path.ifPresent(BodyCheck::compile);
        } catch (JmesPathException e) {
            throw new SettingsException(List.of("headroom.endpoint.expect.path = " + path.orElseThrow()
                    + " cannot be read (" + e.getMessage()
                    + "); expected a JMESPath expression, such as score or result[0].score"));
        }
    }

    /** Requires an endpoint where several processes measure together: each would start a stand-in of its own. */
    static void requireSharedEndpoint(Settings settings) throws SettingsException {
        if (RunSetup.configuredUrl(settings).isEmpty()) {
            throw new SettingsException(
                    List.of("headroom.endpoint.url is not set, but with headroom.clients.coordinator all"
                            + " clients must measure the same endpoint; expected its URL (or, on one machine, `java -jar"
                            + " target/headroom.jar clients`, which starts one stand-in for all)"));
        }
    }
}
