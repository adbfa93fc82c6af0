package io.headroom.cli;

import io.headroom.load.ClientShare;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process on this machine that runs Gatling as one client of a run, with the class path that {@code mvn package} writes beside the jar.
 *
 * @param client  its number, from 1
 * @param process the running Gatling
 * @param output  file with what it prints
 */
record InjectorProcess(int client, Process process, Path output) {

    private static final String CLASS_PATH = "gatling.classpath";

    /**
     * Returns the class path of the simulations.
     *
     * @throws UserError when it has not been built
     */
    static String classPath() throws UserError {
        Path folder = folderOfJar();
        Path file = folder.resolve(CLASS_PATH);
        if (!Files.isRegularFile(file)) {
            throw new UserError(
                    ExitStatus.USAGE,
                    file + " is missing, and with it the class path of the simulations; run mvn package first");
        }
        try {
            return Stream.of(
                            folder.resolve("test-classes").toString(),
                            folder.resolve("classes").toString(),
                            Files.readString(file).strip())
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UserError(ExitStatus.UNREADABLE, file + " cannot be read: " + e);
        }
    }

    /** Returns the folder of headroom.jar, or that of the classes when they run without a jar. */
    private static Path folderOfJar() throws UserError {
        try {
            return Path.of(InjectorProcess.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (java.net.URISyntaxException e) {
            throw new UserError(ExitStatus.USAGE, "the folder of headroom.jar is unknown: " + e.getMessage());
        }
    }

    /**
     * Starts a process.
     *
     * @param folder      for its results; its output goes into a file beside it
     * @param javaOptions for its JVM
     * @param noReport    whether Gatling skips its own report
     * @param properties  settings, as system properties; without secrets, because the process list shows them
     * @param environment in addition to this process's own
     */
    static InjectorProcess start(
            int client,
            Path folder,
            String classPath,
            List<String> javaOptions,
            boolean noReport,
            Map<String, String> properties,
            Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.add("-XX:-HeapDumpOnOutOfMemoryError"); // a dump would hold the key
        command.add("-XX:+ExitOnOutOfMemoryError"); // or some threads go on without others
        command.addAll(javaOptions);
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "io.gatling.app.Gatling",
                "-s",
                "io.headroom.simulation.MultiClientSimulation",
                "-rf",
                folder.toString()));
        if (noReport) {
            command.add("-nr");
        }
        Files.createDirectories(folder);
        Path output = folder.resolveSibling(ClientShare.name(client).replace(' ', '-') + ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("CLASSPATH", classPath); // can be too long for a command line
        return new InjectorProcess(client, builder.start(), output);
    }
}
