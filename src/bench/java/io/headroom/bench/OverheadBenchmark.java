package io.headroom.bench;

import io.headroom.endtoend.Nginx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares the suite with a bare Gatling simulation that sends the same request, at full speed. */
@Command(
        name = "overhead",
        description = {
            "Sends the suite's scoring request to nginx at full speed, once by the suite and once by a bare Gatling",
            "simulation, in interleaved pairs; compares their requests per second."
        },
        mixinStandardHelpOptions = true)
final class OverheadBenchmark implements Callable<Integer> {

    private static final double WANTED = 0.95;
    private static final int STOPPED = 130;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--pairs",
            defaultValue = "7",
            description = "Number of pairs of runs; the median counts. Default: ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--seconds",
            defaultValue = "7",
            description =
                    "Seconds measured in each run, after five times as many to warm up; at least 3. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--users",
            defaultValue = "16",
            description = "Number of users that send at the same time. Default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(
            names = "--seats",
            description = {
                "Number of all users of the suite, at least --users. Those beyond --users wait, as users do in a run that is",
                "below the top of its range. Default: as many as --users."
            })
    private Integer seats;

    @Option(
            names = "--tsv",
            description = "Separate columns by tabs instead of aligning them; the summary goes to stderr.")
    private boolean tsv;

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(pairs >= 1, "--pairs must be at least 1");
        require(seconds >= 3, "--seconds must be at least 3");
        require(users >= 1, "--users must be at least 1");
        int all = seats == null ? users : seats;
        require(all >= users, "--seats must be at least --users");
        Optional<Path> nginx = Nginx.program();
        if (nginx.isEmpty()) {
            System.err.println(Nginx.MISSING);
            return 1;
        }
        try (Workplace workplace = Workplace.open()) {
            try {
                String url = start(nginx.get(), workplace).url();
                summarize(
                        measure(new MeasuredSimulation(workplace, TargetFolder.ofThisJar(), url, users, all, seconds)));
                return 0;
            } catch (IOException e) {
                if (workplace.isClosed()) {
                    return STOPPED;
                }
                System.err.println(e.getMessage());
                return 1;
            }
        }
    }

    /** Starts an nginx that answers every request at once with the same small JSON. It ends with the workplace. */
    private static Nginx start(Path program, Workplace workplace) throws IOException, InterruptedException {
        Nginx nginx = Nginx.configured(program, workplace.folder(), "", """
                keepalive_timeout 1h;
                default_type application/json;
                location / { return 200 '{"score": 0.5}'; }
                """);
        Path output = workplace.folder().resolve("nginx.out");
        Process process = workplace.start(nginx.command(), Map.of(), output);
        if (!nginx.comesUp()) {
            throw new IOException("nginx does not listen on port " + nginx.port() + ":\n" + Files.readString(output)
                    + (process.isAlive() ? "" : "It has ended with status " + process.exitValue() + "."));
        }
        return nginx;
    }

    private void require(boolean holds, String expectation) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), expectation);
        }
    }

    private PairedRates measure(MeasuredSimulation simulation) throws IOException, InterruptedException {
        print("pair", "first", "suite req/s", "bare req/s", "suite / bare");
        PairedRates rates = new PairedRates();
        for (int pair = 1; pair <= pairs; pair++) {
            boolean suiteFirst = pair % 2 == 1;
            double early = suiteFirst ? simulation.suite() : 0;
            double bare = simulation.bare();
            double suite = suiteFirst ? early : simulation.suite();
            double ratio = rates.add(suite, bare);
            print(
                    Integer.toString(pair),
                    suiteFirst ? "suite" : "bare",
                    number("%.0f", suite),
                    number("%.0f", bare),
                    number("%.3f", ratio));
        }
        return rates;
    }

    private void summarize(PairedRates rates) {
        List<Double> ratios = rates.ratios();
        long reached = ratios.stream().filter(ratio -> ratio >= WANTED).count();
        String summary = String.format(
                Locale.ROOT,
                "Median of the pairs (%d): the suite reaches %.1f %% of the requests per second of a bare simulation"
                        + " (single pairs %.1f to %.1f %%), with %d users each, %d s measured.%n"
                        + "%s 95 %% in the median; %d of %d pairs did."
                        + " The fastest run of the bare simulation was %.0f %% faster than its slowest.",
                rates.size(),
                100 * rates.medianRatio(),
                100 * ratios.get(0),
                100 * ratios.get(ratios.size() - 1),
                users,
                seconds - 1,
                rates.medianRatio() >= WANTED ? "Reaches" : "Does NOT reach",
                reached,
                rates.size(),
                100 * rates.spreadOfOthers());
        (tsv ? System.err : System.out).println(summary);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private void print(String... cells) {
        System.out.println(
                tsv
                        ? String.join("\t", cells)
                        : String.format(Locale.ROOT, "%4s  %-5s %12s %12s %13s", (Object[]) cells));
    }
}
