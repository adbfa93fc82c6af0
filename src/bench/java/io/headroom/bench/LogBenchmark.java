package io.headroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares our reading of a log with Gatling's reading of the same file. */
@Command(
        name = "log",
        description =
                "Generates a log, and times analyze and Gatling's own reading of the log (-ro) as whole processes.",
        mixinStandardHelpOptions = true)
final class LogBenchmark implements Callable<Integer> {

    private static final Pattern GATLING_PARSED = Pattern.compile("Parsing log file\\(s\\) done in ([0-9.]+)s");

    private static final String SCRIPT = "headroom analyze";

    @Option(
            names = "--requests",
            defaultValue = "20000000",
            description = "Number of requests in the log. Default: ${DEFAULT-VALUE}.")
    private long requests;

    @Option(
            names = "--logs",
            description =
                    "Instead of comparing with Gatling, compare this number of logs, each with --requests and one client"
                            + " of one run, with one log of as many requests.")
    private Optional<Integer> logs = Optional.empty();

    @Option(
            names = "--runs",
            defaultValue = "5",
            description = "Number of runs of analyze; the median counts. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--heap", defaultValue = "128m", description = "Heap of analyze (-Xmx). Default: ${DEFAULT-VALUE}.")
    private String heap;

    @Option(
            names = "--gatling-heap",
            defaultValue = "4g",
            description = "Heap of Gatling (-Xmx). Default: ${DEFAULT-VALUE}.")
    private String gatlingHeap;

    @Option(names = "--without-gatling", description = "Time analyze alone.")
    private boolean withoutGatling;

    @Option(
            names = "--folder",
            description = "Folder for the log, which is kept. Default: bench beside this jar, deleted afterwards.")
    private Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        TargetFolder target = TargetFolder.ofThisJar();
        Path results = folder == null ? target.path().resolve("bench") : folder;
        if (logs.isPresent()) {
            new MergeBenchmark(target, heap, runs).run(results, logs.get(), requests);
            return 0;
        }
        Path run = results.resolve("generated-" + requests);
        try {
            GeneratedLog.write(run, requests);
            long bytes = Files.size(run.resolve("simulation.log"));
            System.out.printf(Locale.ROOT, "log: %d requests, %.0f MB%n", requests, bytes / 1e6);
            Map<String, List<String>> commands = commands(target, run);
            analyzeOnce(commands.get(SCRIPT)); // not counted: the first start of the script stores its classes
            Map<String, List<MeasuredProcess>> processes = new LinkedHashMap<>();
            analyze(commands, processes, withoutGatling ? runs : (runs + 1) / 2);
            double parsing = withoutGatling ? 0 : gatling(target, results, run);
            analyze(
                    commands,
                    processes,
                    withoutGatling
                            ? 0
                            : runs / 2); // half before Gatling and half after it, as machines change their speed
            print(processes, parsing);
            return 0;
        } finally {
            if (folder == null) {
                Workplace.delete(run);
            }
        }
    }

    private Map<String, List<String>> commands(TargetFolder target, Path run) {
        String jar = target.headroomJar().toString();
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put(
                "java -jar headroom.jar analyze",
                List.of(TargetFolder.java(), "-Xmx" + heap, "-jar", jar, "analyze", run.toString()));
        commands.put(SCRIPT, List.of(target.headroomScript().toString(), "analyze", run.toString()));
        return commands;
    }

    /** Times the jar, and the script that starts it sooner, alternately. */
    private void analyze(Map<String, List<String>> commands, Map<String, List<MeasuredProcess>> processes, int times)
            throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                processes
                        .computeIfAbsent(command.getKey(), name -> new ArrayList<>())
                        .add(analyzeOnce(command.getValue()));
            }
        }
    }

    private void print(Map<String, List<MeasuredProcess>> processes, double parsing) {
        processes.forEach((name, all) -> {
            double[] seconds =
                    all.stream().mapToDouble(MeasuredProcess::seconds).sorted().toArray();
            double median = seconds[runs / 2];
            System.out.printf(
                    Locale.ROOT,
                    "%s (-Xmx%s), whole process: median %.2f s of %d runs (%.2f to %.2f s), peak resident %.0f MB%n",
                    name,
                    heap,
                    median,
                    runs,
                    seconds[0],
                    seconds[runs - 1],
                    all.stream()
                            .mapToDouble(MeasuredProcess::peakMegabytes)
                            .max()
                            .orElse(0));
            if (!withoutGatling) {
                System.out.printf(
                        Locale.ROOT, "ratio: %.0f (Gatling's own parsing time / that median)%n", parsing / median);
            }
        });
    }

    private MeasuredProcess analyzeOnce(List<String> command) throws IOException, InterruptedException {
        MeasuredProcess process = MeasuredProcess.run(command, TargetFolder.environment(heap));
        if (!process.output().contains("40 round 1 up: 160 callers")) {
            throw new IOException("analyze failed:\n" + process.output());
        }
        return process;
    }

    /** Runs Gatling, and returns how many seconds it says it parsed. */
    private double gatling(TargetFolder target, Path results, Path run) throws IOException, InterruptedException {
        List<String> command = target.gatling(gatlingHeap);
        command.addAll(List.of("-ro", run.getFileName().toString(), "-rf", results.toString()));
        MeasuredProcess process = MeasuredProcess.run(command, Map.of());
        Matcher parsed = GATLING_PARSED.matcher(process.output());
        if (!parsed.find()) {
            throw new IOException("Gatling did not say how long it parsed:\n" + process.output());
        }
        double parsing = Double.parseDouble(parsed.group(1));
        System.out.printf(
                Locale.ROOT,
                "Gatling -ro (-Xmx%s): says it parsed for %.0f s; whole process %.1f s, peak resident %.0f MB%n",
                gatlingHeap,
                parsing,
                process.seconds(),
                process.peakMegabytes());
        return parsing;
    }
}
