package io.headroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    @Option(names = "--requests", defaultValue = "20000000", description = "In the log. Default: ${DEFAULT-VALUE}.")
    private long requests;

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
        Path run = results.resolve("generated-" + requests);
        try {
            GeneratedLog.write(run, requests);
            long bytes = Files.size(run.resolve("simulation.log"));
            System.out.printf(Locale.ROOT, "log: %d requests, %.0f MB%n", requests, bytes / 1e6);
            double ours = analyze(target, run);
            if (!withoutGatling) {
                gatling(target, results, run, ours);
            }
            return 0;
        } finally {
            if (folder == null) {
                Workplace.delete(run);
            }
        }
    }

    private double analyze(TargetFolder target, Path run) throws IOException, InterruptedException {
        List<String> command = List.of(
                TargetFolder.java(), "-Xmx" + heap, "-jar", target.headroomJar().toString(), "analyze", run.toString());
        double[] seconds = new double[runs];
        double peak = 0;
        for (int i = 0; i < runs; i++) {
            MeasuredProcess process = MeasuredProcess.run(command);
            if (!process.output().contains("40 round 1 up: 160 callers")) {
                throw new IOException("analyze failed:\n" + process.output());
            }
            seconds[i] = process.seconds();
            peak = Math.max(peak, process.peakMegabytes());
        }
        Arrays.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "analyze (-Xmx%s), whole process: median %.2f s of %d runs (%.2f to %.2f s), peak resident %.0f MB%n",
                heap,
                seconds[runs / 2],
                runs,
                seconds[0],
                seconds[runs - 1],
                peak);
        return seconds[runs / 2];
    }

    private void gatling(TargetFolder target, Path results, Path run, double ours)
            throws IOException, InterruptedException {
        List<String> command = target.gatling(gatlingHeap);
        command.addAll(List.of("-ro", run.getFileName().toString(), "-rf", results.toString()));
        MeasuredProcess process = MeasuredProcess.run(command);
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
        System.out.printf(
                Locale.ROOT, "ratio: %.0f (Gatling's own parsing time / our whole process)%n", parsing / ours);
    }
}
