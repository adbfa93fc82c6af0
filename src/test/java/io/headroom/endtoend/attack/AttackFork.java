package io.headroom.endtoend.attack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The process that an attack runs in: it calls the command line in itself for one damaged file after the other, and writes what
 * went wrong to files in its working directory. A watchdog ends it when a call takes too long; whoever started it starts another
 * one after that.
 */
public final class AttackFork {

    /** One line of JSON for each {@link Fault}. */
    static final String FAULTS = "faults.jsonl";

    /** One line of JSON for each file that was damaged: its statuses. */
    static final String DONE = "done.jsonl";

    /** Exit status after a call that took too long. */
    static final int HUNG = 9;

    private static final Path MUTANTS = Path.of("mutants");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RESULTS = Path.of("results");

    private final Attack attack;
    private final Watchdog watchdog;

    /**
     * Something that went wrong.
     *
     * @param number   number of the damaged file; -1 for files that are not damaged
     * @param mutation the damage and the file
     * @param call     arguments of the call
     * @param wrong    what is wrong
     * @param input    a copy of the damaged file
     */
    record Fault(int number, String mutation, String call, String wrong, String input) {}

    /**
     * A damaged file that was read.
     *
     * @param number   its number
     * @param mutation name of the damage
     * @param statuses exit status of each call
     * @param millis   time of the slowest call
     */
    record Done(int number, String mutation, Map<String, Integer> statuses, long millis) {}

    private AttackFork(Attack attack, Watchdog watchdog) {
        this.attack = attack;
        this.watchdog = watchdog;
    }

    /**
     * Attacks with a range of numbers.
     *
     * @param args logs or files, the seed, the first number, the number after the last, the folder of logs of real Gatlings, and the
     *             seconds that a call may take
     */
    public static void main(String[] args) throws Exception {
        long seed = Long.parseLong(args[1]);
        Attack attack = args[0].equals("logs")
                ? new LogAttack(AttackedLogs.write(RESULTS, Path.of(args[4])), seed)
                : new FileAttack(AttackedFiles.write(RESULTS), seed);
        Watchdog watchdog = Watchdog.start(Long.parseLong(args[5]));
        AttackFork fork = new AttackFork(attack, watchdog);
        int first = Integer.parseInt(args[2]);
        if (first == 0) {
            fork.controls();
        }
        for (int number = first; number < Integer.parseInt(args[3]); number++) {
            fork.attack(number);
        }
        System.exit(0);
    }

    /** Makes the calls with undamaged files, so that no expectation is wrong, and the baseline exists. */
    private void controls() throws IOException {
        if (attack instanceof LogAttack) {
            CallResult saved = CallResult.of(
                    List.of("baseline", "save", RESULTS.resolve("callers").toString(), "--name", "main"));
            if (saved.status() != 0) {
                throw new IllegalStateException(saved.toString());
            }
        }
        Mutant none = new Mutant(Path.of("nothing"), new byte[0], new byte[0], "CONTROL", false, List.of());
        for (List<String> call : attack.controls()) {
            run(-1, none, call);
        }
    }

    private void attack(int number) throws IOException {
        Mutant mutant = attack.mutant(number);
        Map<String, Integer> statuses = new LinkedHashMap<>();
        long slowest = 0;
        Files.write(mutant.file(), mutant.damaged());
        for (List<String> call : mutant.calls()) {
            long start = System.nanoTime();
            statuses.put(String.join(" ", call), run(number, mutant, call).status());
            slowest = Math.max(slowest, (System.nanoTime() - start) / 1_000_000);
        }
        Files.write(mutant.file(), mutant.whole());
        append(DONE, new Done(number, mutant.mutation(), statuses, slowest));
    }

    private CallResult run(int number, Mutant mutant, List<String> call) throws IOException {
        watchdog.begin(() -> report(number, mutant, call, "hangs: " + Watchdog.stackOfMain()));
        CallResult result = CallResult.of(call);
        watchdog.end();
        Expectations.broken(result, mutant).forEach(wrong -> report(number, mutant, call, wrong));
        if (result.verb().equals("gate")) {
            Path run = Path.of(call.get(call.size() - 1));
            Expectations.brokenFiles(run).forEach(wrong -> report(number, mutant, call, wrong));
        }
        return result;
    }

    private static void report(int number, Mutant mutant, List<String> call, String wrong) {
        try {
            Path input = Files.createDirectories(MUTANTS)
                    .resolve(number + "-" + mutant.file().getFileName());
            Files.write(input, mutant.damaged());
            append(FAULTS, new Fault(number, mutant.toString(), String.join(" ", call), wrong, input.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(String file, Object line) throws IOException {
        Files.writeString(
                Path.of(file),
                JSON.writeValueAsString(line) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Ends the process when a call takes too long. */
    private static final class Watchdog implements Runnable {

        private final long patienceNanos;
        private long begun;
        private Runnable report = () -> {};
        private boolean running;

        private Watchdog(long patienceSeconds) {
            patienceNanos = patienceSeconds * 1_000_000_000L;
        }

        static Watchdog start(long patienceSeconds) {
            Watchdog watchdog = new Watchdog(patienceSeconds);
            Thread thread = new Thread(watchdog, "watchdog");
            thread.setDaemon(true);
            thread.start();
            return watchdog;
        }

        synchronized void begin(Runnable reportIfTooLong) {
            begun = System.nanoTime();
            report = reportIfTooLong;
            running = true;
        }

        synchronized void end() {
            running = false;
        }

        @Override
        public void run() {
            try {
                while (!isTooLong()) {
                    Thread.sleep(100);
                }
            } catch (InterruptedException e) {
                return;
            }
            report.run();
            Runtime.getRuntime().halt(HUNG);
        }

        private synchronized boolean isTooLong() {
            return running && System.nanoTime() - begun > patienceNanos;
        }

        static String stackOfMain() {
            Map<String, String> stacks = new TreeMap<>();
            Thread.getAllStackTraces()
                    .forEach((thread, stack) -> stacks.put(
                            thread.getName(),
                            List.of(stack)
                                    .subList(0, Math.min(12, stack.length))
                                    .toString()));
            return stacks.getOrDefault("main", "");
        }
    }
}
