package io.headroom.simulation;

import io.headroom.endpoint.PortFinding;
import io.headroom.endpoint.PortProbe;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A probe of a port in a thread of its own: it waits for answers, and virtual users must not. It does not keep the process alive. */
final class RunningPortProbe {

    private final CompletableFuture<Optional<PortFinding>> found = new CompletableFuture<>();

    private RunningPortProbe() {}

    /**
     * Starts a probe.
     *
     * @param timeout longest wait for a connection, and for each answer on it
     */
    static RunningPortProbe start(URI url, Duration timeout) {
        RunningPortProbe probe = new RunningPortProbe();
        Thread thread = new Thread(() -> probe.found.complete(PortProbe.of(url, timeout)), "headroom-port-probe");
        thread.setDaemon(true);
        thread.start();
        return probe;
    }

    /** Returns whether the probe still waits for an answer. */
    boolean isRunning() {
        return !found.isDone();
    }

    /** Returns what was found; empty if nothing was, or the probe still waits. */
    Optional<PortFinding> found() {
        return found.getNow(Optional.empty());
    }
}
