package io.headroom.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Runs a process for a test, with its output in a file. The process ends at the latest when the test closes this. */
public final class ForkedProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(9);

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /**
     * Halves the CPU time of a run of a few seconds, most of which goes into compiling. Users run with the second compiler, and so do
     * the injectors that {@code headroom clients} starts.
     */
    private static final List<String> STARTS_SOON = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final String IGNORED_SIGNALS = "SigIgn:";

    /** Starts a command so that it does not ignore SIGINT, though whoever started the tests does. Only newer coreutils can. */
    private static final List<String> UNIGNORED = List.of("env", "--default-signal=INT");

    private static final long SIGINT_BIT = 1L << (2 - 1);

    private final Process process;
    private final Path out;

    private ForkedProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    public static ForkedProcess start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path out = Files.createTempFile(directory, "process", ".out");
        List<String> interruptible = new ArrayList<>(ignoresInterrupts() && canUnignore() ? UNIGNORED : List.of());
        interruptible.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(interruptible).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HEADROOM_"));
        builder.environment().putAll(environment);
        return new ForkedProcess(builder.start(), out);
    }

    /** Starts {@code io.gatling.app.Gatling} with a simulation of Headroom, with the class path that the Maven plugin gives it. */
    public static ForkedProcess gatling(
            Path directory, String simulation, Map<String, String> environment, Map<String, String> settings)
            throws IOException {
        return gatlingWith(directory, "io.headroom.simulation." + simulation, environment, settings);
    }

    /** Starts the same with a limit on the files that may be open. */
    public static ForkedProcess gatlingWithFiles(
            Path directory, String simulation, int files, Map<String, String> settings) throws IOException {
        List<String> inShell = List.of("sh", "-c", "ulimit -n " + files + " && exec \"$@\"", "sh");
        return gatlingUnder(inShell, directory, simulation, Map.of(), settings);
    }

    /** Starts the same by another command. */
    public static ForkedProcess gatlingUnder(
            List<String> starter,
            Path directory,
            String simulation,
            Map<String, String> environment,
            Map<String, String> settings)
            throws IOException {
        List<String> command = new ArrayList<>(starter);
        command.addAll(gatlingCommand(directory, "io.headroom.simulation." + simulation, settings));
        return start(directory, environment, command);
    }

    /** Starts the same with a simulation of any package. */
    public static ForkedProcess gatlingWith(
            Path directory, String simulationClass, Map<String, String> environment, Map<String, String> settings)
            throws IOException {
        return start(directory, environment, gatlingCommand(directory, simulationClass, settings));
    }

    /** Starts the same with classes that take the place of others of the same name. */
    static ForkedProcess gatlingWithClasses(
            Path classes, Path directory, String simulation, Map<String, String> settings) throws IOException {
        List<String> command = gatlingCommand(directory, "io.headroom.simulation." + simulation, settings);
        command.replaceAll(
                argument -> argument.equals(CLASS_PATH) ? classes + File.pathSeparator + CLASS_PATH : argument);
        return start(directory, Map.of(), command);
    }

    private static List<String> gatlingCommand(Path directory, String simulationClass, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(STARTS_SOON);
        command.addAll(List.of("-Xmx512m", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", CLASS_PATH));
        command.add("-Djava.util.prefs.userRoot=" + ownPreferences());
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dheadroom.results-folder=" + directory);
        command.addAll(List.of("io.gatling.app.Gatling", "-s", simulationClass, "-rf", directory.toString()));
        return command;
    }

    /** Gatling keeps preferences of its user; processes that run beside each other print exceptions when both lock them. */
    private static Path ownPreferences() {
        return Path.of("target", "preferences", UUID.randomUUID().toString()).toAbsolutePath();
    }

    /** Starts the packaged command line. */
    public static ForkedProcess headroom(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(STARTS_SOON);
        command.addAll(List.of("-jar", System.getProperty("headroom.jar")));
        command.addAll(List.of(arguments));
        return start(directory, environment, command);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Waits for the end of the process, and returns its exit status. */
    public int await() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + PATIENCE + ":\n" + output());
        }
        return process.exitValue();
    }

    /** Waits until the process has printed the text. */
    public void awaitOutput(String text) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!output().contains(text)) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("'" + text + "' was not printed, but:\n" + output());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Sends SIGKILL, which the process cannot catch. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Sends SIGINT, as Ctrl-C does. */
    public void interrupt() throws IOException, InterruptedException {
        signal("INT");
    }

    /**
     * Sends a signal by its name. Skips the test if it is SIGINT, whoever started the tests has it ignored by all that they start,
     * and that cannot be helped.
     */
    public void signal(String name) throws IOException, InterruptedException {
        assumeFalse(
                name.equals("INT") && ignoresInterrupts() && !canUnignore(),
                "SIGINT is ignored here, as by all that a shell starts in the background; run the tests in the foreground");
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static boolean canUnignore() throws IOException {
        try {
            return new ProcessBuilder(UNIGNORED.get(0), UNIGNORED.get(1), "true")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(IGNORED_SIGNALS))
                .map(line -> line.substring(IGNORED_SIGNALS.length()).strip())
                .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & SIGINT_BIT) != 0);
    }

    /** Sends a signal to the child process whose command line has an argument that contains the text. */
    public void signalChild(String name, String argument) throws IOException, InterruptedException {
        ProcessHandle child = process.children()
                .filter(each -> each.info()
                        .arguments()
                        .filter(arguments -> String.join(" ", arguments).contains(argument))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no child with " + argument));
        new ProcessBuilder("kill", "-" + name, Long.toString(child.pid()))
                .start()
                .waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String output() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    /** Ends the process and the processes that it started, and waits until they are gone. */
    public void closeWithChildren() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each ->
                each.onExit().completeOnTimeout(each, 5, TimeUnit.SECONDS).join());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
