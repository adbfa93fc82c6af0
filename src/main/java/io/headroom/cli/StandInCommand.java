package io.headroom.cli;

import io.headroom.endpoint.ApiKey;
import io.headroom.standin.LatencyDistribution;
import io.headroom.standin.Routing;
import io.headroom.standin.StandIn;
import io.headroom.standin.StandInSettings;
import io.headroom.standin.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the stand-in alone, as a service to practise on. */
@Command(
        name = "standin",
        description = "Runs a scoring service of known capacity (pods x concurrency / latency) on this machine, to"
                + " practise on. Insists on the key in HEADROOM_API_KEY or --key-file, if there is one.",
        mixinStandardHelpOptions = true)
final class StandInCommand implements Callable<Integer> {

    private static final int MOST_PORT = 65_535;

    @Option(names = "--port", description = "Port on 127.0.0.1. Default: any free one.")
    private Optional<Integer> port;

    @Option(names = "--pods", defaultValue = "12", description = "Number of pods. Default: ${DEFAULT-VALUE}.")
    private int pods;

    @Option(
            names = "--concurrency",
            defaultValue = "1",
            description = "Requests a pod works on at the same time. Default: ${DEFAULT-VALUE}.")
    private int concurrency;

    @Option(
            names = "--latency",
            defaultValue = "50ms",
            converter = DurationConverter.class,
            description = "Mean time a request is worked on. Default: ${DEFAULT-VALUE}.")
    private Duration latency;

    @Option(
            names = "--latency-variation",
            defaultValue = "0",
            description =
                    "Coefficient of variation of that time where it is log-normal; 0 is always the same. Default: ${DEFAULT-VALUE}.")
    private double latencyVariation;

    @Option(
            names = "--latency-distribution",
            defaultValue = "log-normal",
            description =
                    "How that time varies, one of ${COMPLETION-CANDIDATES}. The variation of an exponential one is 1."
                            + " Default: ${DEFAULT-VALUE}.")
    private LatencyDistribution distribution;

    @Option(
            names = "--queue-per-pod",
            defaultValue = "2",
            description = "Requests that wait at a busy pod; one more is refused. With 1000000 nothing ever is."
                    + " Default: ${DEFAULT-VALUE}.")
    private int queuePerPod;

    @Option(
            names = "--refused-status",
            defaultValue = "503",
            description = "HTTP status that refused requests are answered with. Default: ${DEFAULT-VALUE}.")
    private int refusedStatus;

    @Option(
            names = "--routing",
            defaultValue = "least-busy",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Routing routing;

    @Option(
            names = "--cold-start",
            defaultValue = "0s",
            converter = DurationConverter.class,
            description =
                    "Time from the start in which the latency falls from three times its value. Default: ${DEFAULT-VALUE}.")
    private Duration coldStart;

    @Mixin
    private DisturbanceOptions disturbances;

    @Option(names = "--key-file", description = "File that holds the bearer key to insist on.")
    private Optional<Path> keyFile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError, InterruptedException {
        StandInSettings settings = settings();
        Optional<String> authorization = authorization();
        PrintWriter out = spec.commandLine().getOut();
        StandIn standIn = start(settings, authorization);
        announce(settings, authorization, standIn, out);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop(standIn, out);
                            stopped.countDown();
                        },
                        "stand-in-stop"));
        stopped.await();
        return ExitStatus.ANSWERED.code();
    }

    private static void announce(
            StandInSettings settings, Optional<String> authorization, StandIn standIn, PrintWriter out)
            throws UserError {
        out.println("Stand-in: " + settings.description() + (authorization.isPresent() ? ", key checked" : ", no key"));
        out.printf(
                Locale.ROOT,
                "Capacity %.1f req/s; with least-busy routing or a shared queue %d callers are never refused.%n",
                settings.capacityPerSecond(),
                settings.callersWithoutRefusals());
        out.println("POST " + standIn.url() + "   (readiness: " + StandIn.READINESS_PATH + ", stop with Ctrl-C)");
        StandardOutput.flush(out);
    }

    private static void stop(StandIn standIn, PrintWriter out) {
        Tally tally = standIn.tally();
        standIn.close();
        out.printf(
                Locale.ROOT,
                "served %d, refused %d, failed %d, rejected %d%n",
                tally.served(),
                tally.refused(),
                tally.failed(),
                tally.rejected());
        out.flush();
    }

    private StandInSettings settings() throws UserError {
        try {
            return new StandInSettings(
                    pods,
                    concurrency,
                    latency,
                    latencyVariation,
                    distribution,
                    queuePerPod,
                    refusedStatus,
                    routing,
                    coldStart,
                    disturbances.disturbances(pods));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitStatus.USAGE, e.getMessage());
        }
    }

    private StandIn start(StandInSettings settings, Optional<String> authorization)
            throws UserError, InterruptedException {
        if (port.isEmpty()) {
            return StandIn.start(settings, authorization);
        }
        int given = port.get();
        if (given < 1 || given > MOST_PORT) {
            throw new UserError(
                    ExitStatus.USAGE,
                    "--port " + given + " is no port; expected 1 to " + MOST_PORT
                            + ", or leave the option out for any free one");
        }
        try {
            return StandIn.start(settings, given, authorization);
        } catch (UncheckedIOException e) {
            throw new UserError(
                    ExitStatus.USAGE, e.getMessage() + "; take another, or leave --port out for any free one");
        }
    }

    private Optional<String> authorization() throws UserError {
        try {
            if (keyFile.isPresent()) {
                return Optional.of(ApiKey.read(keyFile.get()).authorization());
            }
            return Optional.ofNullable(System.getenv("HEADROOM_API_KEY"))
                    .map(ApiKey::of)
                    .map(ApiKey::authorization);
        } catch (IOException e) {
            throw new UserError(ExitStatus.USAGE, "--key-file " + keyFile.orElseThrow() + " cannot be read");
        } catch (IllegalArgumentException e) {
            String where = keyFile.map(file -> "--key-file " + file).orElse("environment variable HEADROOM_API_KEY");
            throw new UserError(ExitStatus.USAGE, where + " holds no usable key: " + e.getMessage());
        }
    }
}
