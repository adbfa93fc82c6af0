package io.headroom.endtoend.attack;

import io.headroom.cli.CommandCall;
import io.headroom.load.InjectorSample;
import io.headroom.report.ReportedClients;
import io.headroom.report.ReportedRun;
import io.headroom.run.LastRun;
import io.headroom.run.RunFolder;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Writes every file that a user writes or that lies beside a log, and names the calls that read it. */
final class AttackedFiles {

    /** A picture of one pixel. */
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final Path results;
    private final List<AttackedFile> files = new ArrayList<>();

    private AttackedFiles(Path results) {
        this.results = results;
    }

    /** Writes all files; the settings are those of the working directory. */
    static List<AttackedFile> write(Path results) throws Exception {
        AttackedFiles attacked = new AttackedFiles(results);
        attacked.run();
        attacked.clients();
        attacked.collected();
        attacked.besideTheRuns();
        attacked.settings();
        return List.copyOf(attacked.files);
    }

    private void run() throws Exception {
        Path run = Files.createDirectories(results.resolve("callers"));
        RunFolder folder = ReportedRun.written(run, ScriptedRun.saturated());
        for (ScriptedStep step : ScriptedRun.saturated().steps()) {
            folder.append(step.label(), noticed(step));
        }
        List<String> calls = List.of(
                "analyze --json " + run,
                "analyze --text --html page.html " + run,
                "gate " + run,
                "compare main " + run,
                "size --run " + run);
        add(run.resolve("injector.jsonl"), calls, HistogramMutation.values());
        add(run.resolve("injector.jsonl"), calls, TextMutation.values());
        add(run.resolve(RunFolder.WORKLOAD), calls, TextMutation.values());
        add(
                Files.writeString(run.resolve(RunFolder.RESULT), "{\"schema\": \"headroom/1\"}"),
                List.of("analyze --text " + run, "gate " + run),
                TextMutation.values());
        List<String> ofLast = List.of("analyze --last --json", "gate --last");
        LastRun.write(results, folder);
        add(LastRun.file(results), ofLast, TextMutation.values());
    }

    /** Returns what an injector notices that is not busy; only requests of a schedule can be late. */
    private static InjectorSample noticed(ScriptedStep step) {
        Histogram timers = new Histogram(InjectorSample.LAG_DIGITS);
        timers.recordValue(100);
        timers.recordValue(300);
        Histogram sent = new Histogram(InjectorSample.LAG_DIGITS);
        Histogram latency = new Histogram(InjectorSample.LATENCY_DIGITS);
        boolean scheduled = step.label().contains("req/s");
        if (scheduled) {
            sent.recordValueWithCount(200, step.answered());
            latency.recordValueWithCount(step.latencyMillis(), step.answered());
        }
        return new InjectorSample(
                0.1, OptionalDouble.of(0.3), 0.01, 0.02, 13, scheduled ? step.answered() : 0, timers, sent, latency);
    }

    private void clients() throws Exception {
        Path run = Files.createDirectories(results.resolve("clients"));
        ReportedClients.written(run, ScriptedRun.byClients(), 3);
        List<String> calls = List.of(
                "analyze --json " + run,
                "analyze --text --html page.html " + run,
                "analyze --csv clients " + run,
                "gate " + run,
                "export " + run + " --to records.csv",
                "merge " + run);
        for (String name : List.of("client.json", "seal.json", "heartbeat")) {
            add(run.resolve("injector-2").resolve(name), calls, TextMutation.values());
        }
    }

    /** Collects the files of all clients in one folder, with compressed logs. */
    private void collected() throws IOException {
        Path run = Files.createDirectories(results.resolve("collected"));
        List<String> logs = new ArrayList<>();
        for (int client = 1; client <= 3; client++) {
            Path from = results.resolve("clients").resolve("injector-" + client);
            for (String name : List.of("client.json", "seal.json", "heartbeat")) {
                Files.copy(from.resolve(name), run.resolve(name.replaceFirst("(?=\\.|$)", "-" + client)));
            }
            byte[] log = Files.readAllBytes(from.resolve("simulation.log"));
            logs.add(Files.write(run.resolve("simulation-" + client + ".log.gz"), GzipMutation.compressed(log))
                    .toString());
        }
        Files.copy(
                results.resolve("clients").resolve("injector-1").resolve(RunFolder.WORKLOAD),
                run.resolve(RunFolder.WORKLOAD));
        String all = String.join(" ", logs);
        List<String> calls =
                List.of("analyze --json " + all, "analyze --text " + all, "export " + all + " --to records.csv");
        add(run.resolve("client-1.json"), calls, TextMutation.values());
        add(run.resolve("seal-3.json"), calls, TextMutation.values());
        add(run.resolve("simulation-2.log.gz"), calls);
        add(
                run.resolve("simulation-3.log.gz"),
                calls,
                Stream.of(RecordMutation.values()).map(GzipMutation::new));
    }

    private void besideTheRuns() throws Exception {
        Path run = results.resolve("callers");
        check(CallResult.of(List.of(CommandCall.MERGE, run.toString())));
        check(CallResult.of(List.of("baseline", "save", run.toString(), "--name", "main")));
        add(results.resolve("history.tsv"), List.of("merge " + run), TextMutation.values());
        add(results.resolve("index.html"), List.of("merge " + run, "analyze --text --html page.html " + run));
        add(
                results.resolve("baselines").resolve("main.json"),
                List.of(
                        "baseline list",
                        "compare main " + run,
                        "compare --json main " + run,
                        "compare " + run + " main",
                        "gate --json " + run),
                TextMutation.values());
    }

    private static void check(CallResult preparation) {
        if (preparation.status() != 0) {
            throw new IllegalStateException(preparation.toString());
        }
    }

    private void settings() throws IOException {
        Path conf = Path.of("conf", "headroom.conf");
        List<String> calls = List.of(
                CommandCall.SETTINGS,
                "gate --check",
                "size --requests-per-second 24 --latency 500ms",
                "gate " + results.resolve("callers"));
        add(conf, calls, TextMutation.values());
        List<String> read = List.of(CommandCall.SETTINGS);
        Path payloads = Path.of("user-files");
        add(payloads.resolve("key"), read, TextMutation.values());
        add(payloads.resolve("payload.json"), read, TextMutation.values());
        add(
                Files.writeString(payloads.resolve("rows.csv"), "a,b\r\n5.1,3.5\r\n\"x, y\",0\r\n"),
                List.of(CommandCall.SETTINGS + " user-files/rows.csv"),
                TextMutation.values());
        add(
                Files.writeString(payloads.resolve("lines.jsonl"), "{\"a\": 1}\n{\"a\": [1, 2.5, null, true]}\n"),
                List.of(CommandCall.SETTINGS + " user-files/lines.jsonl"),
                TextMutation.values());
        add(
                Files.write(payloads.resolve("cat.png"), Base64.getDecoder().decode(PIXEL)),
                List.of(CommandCall.SETTINGS + " user-files/cat.png"));
    }

    /** Writes the settings before any verb is called. */
    static void writeSettings(Path work) throws IOException {
        Path files = Files.createDirectories(work.resolve("user-files"));
        Files.writeString(files.resolve("key"), Hostile.CANARY + "\n");
        Files.writeString(files.resolve("payload.json"), "{\"data\": [[5.1, 3.5, 1.4, 0.2]], \"text\": \"\\u00e4\"}\n");
        Files.writeString(
                Files.createDirectories(work.resolve("conf")).resolve("headroom.conf"), """
                # settings of a service
                headroom {
                  endpoint {
                    url = "https://models.example.com/score?token=%1$s"
                    allowed-hosts = ["models.example.com"]
                    payload = "user-files/payload.json"
                    key-file = "user-files/key"
                    headers { X-Tenant = "%1$s" }
                    readiness-path = "/ready"
                  }
                  run.name = "scoring"
                  search { rounds = 3, precision = 0.05, time-limit = 20 m }
                  target.duration = 15 s
                  gates.regression.baseline = main
                }
                """.formatted(Hostile.CANARY));
    }

    private void add(Path file, List<String> calls, Mutation... mutations) {
        add(file, calls, Stream.of(mutations));
    }

    private void add(Path file, List<String> calls, Stream<? extends Mutation> mutations) {
        files.add(new AttackedFile(
                file,
                mutations.<Mutation>map(each -> each).toList(),
                calls.stream().map(call -> List.of(call.split(" "))).toList()));
    }
}
