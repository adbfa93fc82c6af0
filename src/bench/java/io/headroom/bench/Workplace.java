package io.headroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A temporary folder and the processes that work in it. When it is closed, at the latest when this JVM ends, on Ctrl-C too,
 * the processes are ended and the folder is deleted.
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

    /** Starts a process in the folder; what it prints goes to a file there. No variable of ours is passed on to it. */
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

    /** Whether it was closed by the end of this JVM: then nothing that fails afterwards is a failure. */
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
            // this JVM is ending already
        }
    }

    /** Deletes a folder with all that is in it, if there is one. */
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
