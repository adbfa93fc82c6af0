package io.headroom.bench;

import io.headroom.load.InjectorSample;
import io.headroom.load.InjectorWatch;
import io.headroom.load.RunPart;
import io.headroom.run.ClientFile;
import io.headroom.run.Heartbeat;
import io.headroom.run.Json;
import io.headroom.run.RunFolder;
import io.headroom.run.Seal;
import io.headroom.run.Versions;
import io.headroom.settings.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/** Writes the folders that the injectors of a run of several clients leave. Each hosts one client, and has all files beside its log. */
final class GeneratedClients {

    private static final String RUN = "1f6b33a0";
    private static final long TICK_NANOS = 10_000_000;
    private static final int TICKS = 300;

    private GeneratedClients() {}

    /** Writes a folder for each client into a folder, each with {@code requestsEach} requests. */
    static void write(Path folder, int clients, long requestsEach) throws IOException {
        for (int client = 1; client <= clients; client++) {
            writeOne(folder.resolve("client-" + client), new RunPart(RUN, client, client, clients), requestsEach);
        }
    }

    private static void writeOne(Path folder, RunPart part, long requests) throws IOException {
        Seal seal = GeneratedLog.write(folder, requests, Optional.of(part));
        ClientFile claim = new ClientFile(part, 0.2, 0.3);
        Files.write(folder.resolve(ClientFile.NAME), Json.bytes(claim));
        Heartbeat.begin(folder.resolve(Heartbeat.NAME))
                .beat(new Heartbeat(seal.endEpochMillis(), seal.sent(), seal.answered(), 1));
        RunFolder run = new RunFolder(folder);
        workload().writeTo(run);
        Random random = new Random(part.first());
        for (String label : GeneratedLog.labels(part.count())) {
            run.append(label, sample(random));
        }
        Files.write(folder.resolve(Seal.NAME), Json.bytes(seal));
    }

    private static Workload workload() {
        return new Workload(
                Workload.SCHEMA,
                "127.0.0.1:8080/score",
                new Workload.Simulation("MultiClientSimulation", "1.0.0"),
                new Versions("0", "3.15.1", "17"),
                new Workload.Endpoint("http://127.0.0.1:8080/score", "", true, true, List.of()),
                new Workload.Payload("payload.json", 1, "0"),
                new Workload.Fingerprint("0", "0", "0", "0", "0"),
                Map.of());
    }

    /** Returns what an injector notices in a window of 3 s: timers that are late by a fraction of a millisecond. */
    private static InjectorSample sample(Random random) {
        InjectorWatch watch = new InjectorWatch(TICK_NANOS);
        watch.startTicking(0);
        long now = 0;
        for (int i = 0; i < TICKS; i++) {
            now += TICK_NANOS + (long) (300_000 * Math.exp(random.nextGaussian()));
            watch.tick(now);
        }
        return watch.sample(0.3, OptionalDouble.of(0.4), 0.01, 0.05, 16, 0);
    }
}
