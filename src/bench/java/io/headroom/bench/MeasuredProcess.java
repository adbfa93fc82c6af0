package io.headroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that has run.
 *
 * @param wall      time from its start to its end
 * @param peakBytes peak of its resident memory, as Linux reports it; 0 on other systems
 * @param status    exit status
 * @param output    what it printed on stdout and stderr
 */
record MeasuredProcess(Duration wall, long peakBytes, int status, String output) {

    private static final String PEAK = "VmHWM:";

    /**
     * Runs a process and waits for its end.
     *
     * @param environment variables that are added to those of this process
     */
    static MeasuredProcess run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("headroom-bench", ".out");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            long start = System.nanoTime();
            Process process = builder.start();
            long peak = 0;
            while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, residentPeak(process.pid()));
            }
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            return new MeasuredProcess(wall, peak, process.exitValue(), Files.readString(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    double seconds() {
        return wall.toNanos() / 1e9;
    }

    double peakMegabytes() {
        return peakBytes / 1e6;
    }

    private static long residentPeak(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith(PEAK)) {
                    return 1024
                            * Long.parseLong(line.substring(PEAK.length())
                                    .replace("kB", "")
                                    .strip());
                }
            }
            return 0;
        } catch (IOException gone) { // it has just ended, or this is not Linux
            return 0;
        }
    }
}
