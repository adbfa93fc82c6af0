package io.headroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A temporary folder and the processes that work in it. When it is closed, the processes are ended and the folder is deleted. It is
 * closed at the end of this JVM at the latest, also on Ctrl-C.
 */
final class Workplace implements AutoCloseable {

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Thread atShutdown = new Thread(this::closeNow, "workplace");
    private boolean closed;

    private Workplace(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    static Workplace open() throws IOException {
        return new Workplace(Files.createTempDirectory("headroom-bench"));
    }

    Path folder() {
        return folder;
    }

    /** Starts a process in the folder, whose output goes to a file. Environment variables of Headroom are not passed on to it. */
    synchronized Process start(List<String> command, Map<String, String> environment, Path output) throws IOException {
        if (closed) {
            throw new IOException("stopped");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HEADROOM_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.removeIf(earlier -> !earlier.isAlive());
        processes.add(process);
        return process;
    }

    /** Returns whether the end of this JVM has closed it: then processes fail because they were ended. */
    synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void closeNow() {
        if (closed) {
            return;
        }
        closed = true;
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        try {
            delete(folder);
        } catch (IOException e) {
            System.err.println("Not deleted: " + folder + " (" + e.getMessage() + ")");
        }
    }

    @Override
    public void close() {
        closeNow();
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException underway) {
            // this JVM is already ending
        }
    }

    /** Deletes a folder and all that is in it, if it exists. */
    static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
