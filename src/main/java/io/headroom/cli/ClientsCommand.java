package io.headroom.cli;

import io.headroom.clients.Coordinator;
import io.headroom.endpoint.ApiKey;
import io.headroom.load.ClientShare;
import io.headroom.report.RunReport;
import io.headroom.report.text.ConsoleReport;
import io.headroom.run.IoReason;
import io.headroom.run.LastRun;
import io.headroom.run.RunFolder;
import io.headroom.settings.Settings;
import io.headroom.standin.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs several injectors and their coordinator on this machine, and merges their logs into one result. */
@Command(
        name = "clients",
        description =
                "Runs MultiClientSimulation as several processes on this machine, one for each client, and merges what"
                        + " they measure into one result. Settings: conf/headroom.conf, or -Dheadroom... before -jar.",
        mixinStandardHelpOptions = true)
final class ClientsCommand implements Callable<Integer> {

    private static final String COUNT = "headroom.clients.count";

    /** Longest time after the end of a run in which each process draws Gatling's own report. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(names = "--count", paramLabel = "N", description = "Number of clients. Default: headroom.clients.count.")
    private Optional<Integer> count;

    @Option(
            names = "--java-option",
            paramLabel = "OPTION",
            description = "Option for the JVM of every client, such as -Xmx512m; can be given several times.")
    private List<String> javaOptions = List.of("-Xmx512m");

    @Option(
            names = "--no-gatling-reports",
            description = "Keeps Gatling from drawing a report for each client; headroom.html is written all the same.")
    private boolean noGatlingReports;

    @Spec
    private CommandSpec spec;

    private final List<InjectorProcess> processes = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    @Override
    public Integer call() throws UserError, InterruptedException {
        count.ifPresent(given -> System.setProperty(COUNT, Integer.toString(given)));
        Settings settings = WorkingSettings.all();
        String classPath = InjectorProcess.classPath();
        Path folder = newFolder(settings.resultsFolder());
        PrintWriter out = spec.commandLine().getOut();
        forgetLastRun(settings.resultsFolder());
        String standInKey = UUID.randomUUID().toString();
        CountDownLatch reported = new CountDownLatch(1);
        try (StandInOrNone standIn = StandInOrNone.start(settings, ApiKey.of(standInKey));
                Coordinator coordinator = CoordinatedLines.coordinator(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), settings, out)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(coordinator, reported), "clients-stop"));
            announce(settings, folder, standIn, out);
            startAll(settings, folder, classPath, coordinator, standIn, standInKey);
            Coordinator.CoordinatedRun outcome =
                    coordinator.await(settings.clients().startPatience());
            outcome.failure().ifPresent(failure -> out.println("The run ends here: " + failure + "."));
            for (int client : outcome.absent()) {
                out.println("WARNING: " + ClientShare.name(client) + " never joined; what it printed is in " + folder);
            }
            awaitAll();
            return hasLogs(folder) ? report(folder, settings, standIn, out) : withoutLogs(folder, outcome, out);
        } catch (IOException e) {
            throw new UserError(ExitStatus.USAGE, "the clients cannot be started: " + e.getMessage());
        } finally {
            processes.forEach(each -> each.process().destroy());
            reported.countDown();
        }
    }

    private static void announce(Settings settings, Path folder, StandInOrNone standIn, PrintWriter out)
            throws UserError {
        standIn.url()
                .ifPresent(url -> out.println("No endpoint is configured (headroom.endpoint.url): measuring the"
                        + " built-in stand-in, " + settings.standIn().description()));
        out.println("Run " + folder.getFileName() + ": " + clients(settings) + " clients, each a process of its own");
        StandardOutput.flush(out);
    }

    /** Deletes the name of the last run, so that a gate does not judge an older run when this one fails. */
    private static void forgetLastRun(Path results) throws UserError {
        try {
            LastRun.forget(results);
        } catch (IOException e) {
            throw new UserError(
                    ExitStatus.USAGE,
                    LastRun.file(results) + " names an older run and cannot be deleted: " + IoReason.of(e));
        }
    }

    private static boolean hasLogs(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.endsWith(RunFolder.LOG));
        }
    }

    private static Integer withoutLogs(Path folder, Coordinator.CoordinatedRun outcome, PrintWriter out) {
        out.println("No verdict: no client began to measure. What each of them printed is in " + folder);
        outcome.dropped().forEach((client, reason) -> out.println("  " + ClientShare.name(client) + ": " + reason));
        out.flush();
        return ExitStatus.NO_VERDICT.code();
    }

    private static int clients(Settings settings) {
        return settings.plan().multiClient().weights().count();
    }

    private static Path newFolder(Path results) throws UserError {
        String time =
                LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT));
        try {
            return Files.createDirectories(results.resolve("multiclientsimulation-" + time));
        } catch (IOException e) {
            throw new UserError(
                    ExitStatus.USAGE,
                    "headroom.results-folder = " + results + " cannot be written to: " + IoReason.of(e));
        }
    }

    private void startAll(
            Settings settings,
            Path folder,
            String classPath,
            Coordinator coordinator,
            StandInOrNone standIn,
            String standInKey)
            throws IOException {
        Map<String, String> environment = new TreeMap<>();
        standIn.url().ifPresent(url -> environment.put(Settings.STAND_IN_KEY_VARIABLE, standInKey));
        for (int client = 1; client <= clients(settings) && !stopping; client++) {
            Path own = folder.resolve("client-" + client); // Gatling names folders by the time, which may be the same
            Map<String, String> properties = new TreeMap<>();
            System.getProperties().stringPropertyNames().stream()
                    .filter(name -> name.startsWith("headroom."))
                    .forEach(name -> properties.put(name, System.getProperty(name)));
            properties.put("headroom.results-folder", own.toString());
            properties.put("headroom.clients.index", Integer.toString(client - 1));
            properties.put("headroom.clients.coordinator", "127.0.0.1:" + coordinator.port());
            standIn.url().ifPresent(url -> properties.put("headroom.clients.stand-in", url.toString()));
            InjectorProcess process = InjectorProcess.start(
                    client, own, classPath, javaOptions, noGatlingReports, properties, environment);
            processes.add(process);
            int number = client;
            var unused = process.process()
                    .onExit()
                    .thenAccept(ended -> coordinator.drop(
                            number,
                            "its process ended with status " + ended.exitValue() + "; see " + process.output()));
        }
    }

    private void awaitAll() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (InjectorProcess each : processes) {
            if (!each.process().waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                each.process().destroyForcibly().waitFor();
            }
        }
    }

    /** Stops the run on Ctrl-C. The JVM waits for this method, so it returns when the clients have sealed their logs. */
    private void stop(Coordinator coordinator, CountDownLatch reported) {
        if (reported.getCount() == 0) {
            return;
        }
        stopping = true;
        coordinator.interrupt();
        processes.forEach(each -> each.process().destroy());
        try {
            if (!reported.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                processes.forEach(each -> each.process().destroyForcibly());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Integer report(Path folder, Settings settings, StandInOrNone standIn, PrintWriter out) throws UserError {
        RunReport report = MergedRun.report(folder, settings.resultsFolder(), spec);
        ConsoleReport.verdict(report).forEach(out::println);
        standIn.tally().ifPresent(tally -> out.println(counted(tally)));
        out.flush();
        return report.findings().answered() ? ExitStatus.ANSWERED.code() : ExitStatus.NO_VERDICT.code();
    }

    private static String counted(Tally tally) {
        return String.format(
                Locale.ROOT,
                "The stand-in itself counted %d requests: served %d, refused %d, others %d.",
                tally.total(),
                tally.served(),
                tally.refused(),
                tally.failed() + tally.rejected());
    }
}
