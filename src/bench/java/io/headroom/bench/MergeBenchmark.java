package io.headroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The logs of many clients of one run, against one log of as many requests of one client, and against one of a run without clients:
 * {@code analyze} as a whole process, in turn.
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

    /** Makes the logs in the folder, times their reading, prints, and deletes them. */
    void run(Path folder, int logs, long requestsEach) throws IOException, InterruptedException {
        long requests = logs * requestsEach;
        Path many = folder.resolve("clients");
        Path one = folder.resolve("one-client");
        Path none = folder.resolve("no-clients");
        try {
            GeneratedClients.write(many, logs, requestsEach);
            GeneratedClients.write(one, 1, requests);
            GeneratedLog.write(none, requests);
            System.out.printf(
                    Locale.ROOT,
                    "%d logs of %d requests each, %.0f MB in all; one log of one client, %.0f MB; one of a run without clients,"
                            + " %.0f MB%n",
                    logs,
                    requestsEach,
                    megabytes(many),
                    megabytes(one),
                    megabytes(none));
            Map<String, Path> paths = new LinkedHashMap<>();
            paths.put(logs + " logs", many);
            paths.put("one log of one client", one);
            paths.put("one log without clients", none);
            Map<String, List<MeasuredProcess>> processes = inTurn(paths, logs);
            processes.forEach((name, all) -> print(name, all, requests));
            compare(processes);
        } finally {
            Workplace.delete(many);
            Workplace.delete(one);
            Workplace.delete(none);
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

    private Map<String, List<MeasuredProcess>> inTurn(Map<String, Path> paths, int logs)
            throws IOException, InterruptedException {
        Map<String, List<MeasuredProcess>> processes = new LinkedHashMap<>();
        for (int i = 0; i <= runs; i++) { // the first only warms the page cache
            for (Map.Entry<String, Path> path : paths.entrySet()) {
                MeasuredProcess process = analyze(path.getValue(), logs);
                if (i > 0) {
                    processes
                            .computeIfAbsent(path.getKey(), name -> new ArrayList<>())
                            .add(process);
                }
            }
        }
        return processes;
    }

    private MeasuredProcess analyze(Path path, int logs) throws IOException, InterruptedException {
        String jar = target.headroomJar().toString();
        MeasuredProcess process = MeasuredProcess.run(
                List.of(TargetFolder.java(), "-Xmx" + heap, "-jar", jar, "analyze", path.toString()), Map.of());
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

    private void print(String name, List<MeasuredProcess> all, long requests) {
        double[] seconds = seconds(all);
        System.out.printf(
                Locale.ROOT,
                "%s (-Xmx%s), whole process: median %.2f s of %d runs (%.2f to %.2f s), %.1f ns a request, peak resident"
                        + " %.0f MB%n",
                name,
                heap,
                median(seconds),
                runs,
                seconds[0],
                seconds[seconds.length - 1],
                1e9 * median(seconds) / requests,
                all.stream().mapToDouble(MeasuredProcess::peakMegabytes).max().orElse(0));
    }

    /** Pairs of one turn: machines change their speed. */
    private static void compare(Map<String, List<MeasuredProcess>> processes) {
        List<List<MeasuredProcess>> all = List.copyOf(processes.values());
        List<String> names = List.copyOf(processes.keySet());
        for (int other = 1; other < all.size(); other++) {
            double[] ratios = new double[all.get(0).size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = all.get(0).get(i).seconds() / all.get(other).get(i).seconds();
            }
            Arrays.sort(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "%s take %.2f times as long as %s (median of pairs)%n",
                    names.get(0),
                    median(ratios),
                    names.get(other));
        }
    }

    private static double[] seconds(List<MeasuredProcess> all) {
        return all.stream().mapToDouble(MeasuredProcess::seconds).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
