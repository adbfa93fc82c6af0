package io.headroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Our reading of a log against Gatling's, on the same file in one run. */
@Command(
        name = "log",
        description = "Generates a log, and times analyze and Gatling's own reading of it (-ro) as whole processes.",
        mixinStandardHelpOptions = true)
final class LogBenchmark implements Callable<Integer> {

    private static final Pattern GATLING_SAYS = Pattern.compile("Parsing log file\\(s\\) done in ([0-9.]+)s");

    private static final String SCRIPT = "headroom analyze";

    @Option(names = "--requests", defaultValue = "20000000", description = "In the log. Default: ${DEFAULT-VALUE}.")
    private long requests;

    @Option(
            names = "--logs",
            description = "So many logs of one run of as many clients, each with --requests, against one log of as many"
                    + " requests; without Gatling.")
    private int logs;

    @Option(names = "--runs", defaultValue = "5", description = "Of analyze; the median counts. Default: 5.")
    private int runs;

    @Option(names = "--heap", defaultValue = "128m", description = "Of analyze (-Xmx). Default: ${DEFAULT-VALUE}.")
    private String heap;

    @Option(
            names = "--gatling-heap",
            defaultValue = "4g",
            description = "Of Gatling (-Xmx). Default: ${DEFAULT-VALUE}.")
    private String gatlingHeap;

    @Option(names = "--without-gatling", description = "Time analyze alone.")
    private boolean withoutGatling;

    @Option(names = "--folder", description = "For the log. Default: bench beside this jar, deleted afterwards.")
    private Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        TargetFolder target = TargetFolder.ofThisJar();
        Path results = folder == null ? target.path().resolve("bench") : folder;
        if (logs > 0) {
            new MergeBenchmark(target, heap, runs).run(results, logs, requests);
            return 0;
        }
        Path run = results.resolve("generated-" + requests);
        try {
            GeneratedLog.write(run, requests);
            long bytes = Files.size(run.resolve("simulation.log"));
            System.out.printf(Locale.ROOT, "log: %d requests, %.0f MB%n", requests, bytes / 1e6);
            Map<String, List<String>> commands = commands(target, run);
            analyzeOnce(commands.get(SCRIPT)); // keeps its classes; not counted
            Map<String, List<MeasuredProcess>> processes = new LinkedHashMap<>();
            analyze(commands, processes, withoutGatling ? runs : (runs + 1) / 2);
            double parsing = withoutGatling ? 0 : gatling(target, results, run);
            analyze(
                    commands,
                    processes,
                    withoutGatling ? 0 : runs / 2); // machines change their speed: before and after
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

    /** Times the jar, and the script that starts it sooner, in turn. */
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

    /** The seconds that Gatling says it parsed. */
    private double gatling(TargetFolder target, Path results, Path run) throws IOException, InterruptedException {
        List<String> command = target.gatling(gatlingHeap);
        command.addAll(List.of("-ro", run.getFileName().toString(), "-rf", results.toString()));
        MeasuredProcess process = MeasuredProcess.run(command, Map.of());
        Matcher said = GATLING_SAYS.matcher(process.output());
        if (!said.find()) {
            throw new IOException("Gatling did not say how long it parsed:\n" + process.output());
        }
        double parsing = Double.parseDouble(said.group(1));
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
