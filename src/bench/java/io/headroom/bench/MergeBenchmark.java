package io.headroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Times {@code headroom analyze}, as a whole process, on the logs of many clients of one run. They are compared with one log of as many
 * requests of one client, and with one of a run without clients. A log as short as each of the many shows how long the start takes.
 */
final class MergeBenchmark {

    private final TargetFolder target;
    private final String heap;
    private final int runs;

    MergeBenchmark(TargetFolder target, String heap, int runs) {
        this.target = target;
        this.heap = heap;
        this.runs = runs;
    }

    /** Generates the logs in the folder, times the reading, prints the times, and deletes the logs. */
    void run(Path folder, int logs, long requestsEach) throws IOException, InterruptedException {
        long requests = logs * requestsEach;
        Path many = folder.resolve("clients");
        Path whole = folder.resolve("one-client");
        Path none = folder.resolve("no-clients");
        Path single = folder.resolve("short");
        try {
            GeneratedClients.write(many, logs, requestsEach);
            GeneratedClients.write(whole, 1, requests);
            GeneratedLog.write(none, requests);
            GeneratedClients.write(single, 1, requestsEach);
            System.out.printf(
                    Locale.ROOT,
                    "%d logs of %d requests each, %.0f MB in all; one log of one client, %.0f MB; one of a run without clients,"
                            + " %.0f MB%n",
                    logs,
                    requestsEach,
                    megabytes(many),
                    megabytes(whole),
                    megabytes(none));
            List<Timed> all = List.of(
                    new Timed(logs + " logs", many, requests),
                    new Timed("one log of one client", whole, requests),
                    new Timed("one log without clients", none, requests),
                    new Timed("one log of " + requestsEach, single, requestsEach));
            measureAlternately(all, logs);
            all.forEach(this::print);
            compare(all);
        } finally {
            Workplace.delete(many);
            Workplace.delete(whole);
            Workplace.delete(none);
            Workplace.delete(single);
        }
    }

    private static double megabytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1e6;
        }
    }

    /** Logs to read, and the processes that read them. */
    private record Timed(String name, Path path, long requests, List<MeasuredProcess> processes) {
        Timed(String name, Path path, long requests) {
            this(name, path, requests, new ArrayList<>());
        }
    }

    private void measureAlternately(List<Timed> all, int logs) throws IOException, InterruptedException {
        for (int i = 0; i <= runs; i++) { // the first turn only warms the page cache
            for (Timed timed : all) {
                MeasuredProcess process = analyze(timed.path, logs);
                if (i > 0) {
                    timed.processes.add(process);
                }
            }
        }
    }

    private MeasuredProcess analyze(Path path, int logs) throws IOException, InterruptedException {
        MeasuredProcess process = MeasuredProcess.run(
                List.of(target.headroomScript().toString(), "analyze", path.toString()),
                TargetFolder.environment(heap));
        List<String> last = List.of(lastLabel(1), lastLabel(logs));
        if (last.stream().noneMatch(process.output()::contains)) {
            throw new IOException("analyze failed:\n" + process.output());
        }
        return process;
    }

    private static String lastLabel(int clients) {
        List<String> labels = GeneratedLog.labels(clients);
        return labels.get(labels.size() - 1);
    }

    private void print(Timed timed) {
        double[] seconds = timed.processes.stream()
                .mapToDouble(MeasuredProcess::seconds)
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s (-Xmx%s), whole process: median %.2f s of %d runs (%.2f to %.2f s), %.1f ns a request, peak resident"
                        + " %.0f MB%n",
                timed.name,
                heap,
                median(seconds),
                runs,
                seconds[0],
                seconds[seconds.length - 1],
                1e9 * median(seconds) / timed.requests,
                timed.processes.stream()
                        .mapToDouble(MeasuredProcess::peakMegabytes)
                        .max()
                        .orElse(0));
    }

    /** Compares the times of the same turn, as machines change their speed. */
    private void compare(List<Timed> all) {
        Timed first = all.get(0);
        for (Timed other : all.subList(1, all.size())) {
            if (other.requests != first.requests) {
                continue; // the short log, whose time is mostly the start of the JVM
            }
            double[] ratios = IntStream.range(0, runs)
                    .mapToDouble(run -> first.processes.get(run).seconds()
                            / other.processes.get(run).seconds())
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%s take %.2f times as long as %s (median of pairs)%n",
                    first.name,
                    median(ratios),
                    other.name);
        }
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
