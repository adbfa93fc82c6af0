package io.headroom.endtoend.attack;

import static io.headroom.runlog.ScriptedStep.clean;
import static io.headroom.runlog.ScriptedStep.refusing;

import io.headroom.endtoend.attack.AttackedLog.Format;
import io.headroom.endtoend.attack.AttackedLog.Origin;
import io.headroom.foreign.RandomOtherLog;
import io.headroom.foreign.ScriptedLoad;
import io.headroom.plan.NextStep.Ending;
import io.headroom.report.ReportedClients;
import io.headroom.report.ReportedRun;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the folders of runs of every kind: Headroom's own and others, binary and text, of one injector and of several. */
final class AttackedLogs {

    /** Number of clients of the runs that have several. */
    private static final int CLIENTS = 3;

    /** Seeds of foreign logs, each of another load and another service. */
    private static final int OTHERS = 12;

    private final Path results;
    private final List<AttackedLog> logs = new ArrayList<>();

    private AttackedLogs(Path results) {
        this.results = results;
    }

    /**
     * Writes all folders.
     *
     * @param real folder of logs that real Gatlings wrote
     */
    static List<AttackedLog> write(Path results, Path real) throws Exception {
        AttackedLogs attacked = new AttackedLogs(results);
        attacked.ours("callers", ScriptedRun.saturated());
        attacked.ours("not-saturated", ScriptedRun.notSaturated());
        attacked.ours("moved", ScriptedRun.moved());
        attacked.ours("arrivals", arrivals());
        attacked.ours("fine-tuning", ScriptedRun.fineTuning());
        attacked.ours("interrupted", ScriptedRun.saturated().ended(Ending.INTERRUPTED));
        attacked.ours("smoke-failed", ScriptedRun.saturated().smokeFailed("j.n.ConnectException: Connection refused"));
        attacked.clients();
        attacked.injectors();
        attacked.foreign();
        attacked.real(real);
        return List.copyOf(attacked.logs);
    }

    private static ScriptedRun arrivals() {
        List<ScriptedStep> steps = new ArrayList<>();
        String[] labels = {
            "warm-up: 4 callers", "round 1 up: 80.00 req/s poisson", "round 1 up: 160.00 req/s poisson",
        };
        for (String label : labels) {
            steps.add(clean("%02d %s".formatted(steps.size() + 1, label), 100));
        }
        steps.add(refusing("04 round 1 up: 320.00 req/s poisson", 240, 80));
        steps.add(refusing("05 round 1 down: 260.00 req/s poisson", 240, 20));
        steps.add(clean("06 target: 168.00 req/s poisson", 168));
        return ScriptedRun.of("ArrivalsSimulation", steps);
    }

    private void ours(String name, ScriptedRun run) throws Exception {
        Path folder = Files.createDirectories(results.resolve(name));
        ReportedRun.written(folder, run);
        add(folder.resolve("simulation.log"), folder, Format.BINARY, Origin.OURS);
    }

    private void clients() throws Exception {
        Path folder = Files.createDirectories(results.resolve("clients"));
        ReportedClients.written(folder, ScriptedRun.byClients(), CLIENTS);
        for (int client = 1; client <= CLIENTS; client++) {
            Path log = folder.resolve("injector-" + client).resolve("simulation.log");
            add(log, folder, Format.BINARY, Origin.SEALED);
        }
    }

    /** Writes a run of two injectors that know nothing of each other. */
    private void injectors() throws Exception {
        Path folder = Files.createDirectories(results.resolve("injectors"));
        for (String name : List.of("a", "b")) {
            ReportedRun.written(Files.createDirectories(folder.resolve(name)), ScriptedRun.saturated());
        }
        add(folder.resolve("b").resolve("simulation.log"), folder, Format.BINARY, Origin.OURS);
    }

    private void foreign() throws IOException {
        Path binary = Files.createDirectories(results.resolve("foreign"));
        ScriptedLoad.closed(2, 4, 8, 16).log().writeTo(binary);
        add(binary.resolve("simulation.log"), binary, Format.BINARY, Origin.FOREIGN);
        for (int seed = 0; seed < OTHERS; seed++) {
            Path text = Files.createDirectories(results.resolve("other-" + seed));
            RandomOtherLog.of(seed * 10).log().log().writeTo(text);
            add(text.resolve("simulation.log"), text, Format.TEXT, Origin.FOREIGN);
        }
    }

    private void real(Path real) throws IOException {
        for (String version : List.of("3.13.5", "3.14.9", "3.15.1")) {
            copy(real.resolve("staircase-" + version + ".log"), "simulation.log", Format.BINARY);
        }
        for (String version : List.of("3.11.5", "3.12.0")) {
            copy(real.resolve("staircase-" + version + ".log"), "simulation.log", Format.TEXT);
        }
        copy(real.resolve("adaptive-3.14.9.log"), "simulation.log", Format.BINARY);
        copy(real.resolve("adaptive-3.12.0.log.gz"), "simulation.log.gz", Format.COMPRESSED);
    }

    private void copy(Path real, String name, Format format) throws IOException {
        Path folder = Files.createDirectories(results.resolve("real-" + real.getFileName()));
        Path log = Files.copy(real, folder.resolve(name));
        add(log, format == Format.COMPRESSED ? log : folder, format, Origin.FOREIGN);
    }

    private void add(Path log, Path run, Format format, Origin origin) {
        logs.add(new AttackedLog(log, run, format, origin));
    }
}
