package io.headroom.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point: {@code java -jar headroom-bench.jar <benchmark>}. */
@Command(
        name = "headroom-bench",
        description = "Benchmarks of Headroom.",
        mixinStandardHelpOptions = true,
        subcommands = {
            LogBenchmark.class,
            SearchBenchmark.class,
            LimitBenchmark.class,
            QueueingBenchmark.class,
            RateLimiterBenchmark.class,
            OverheadBenchmark.class,
            ExportBenchmark.class
        })
public final class Main {

    private Main() {}

    /** Runs one benchmark and exits with its status. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
