package io.headroom.simulation;

import io.headroom.endpoint.PortFinding;
import io.headroom.endpoint.ScoringEndpoint;
import io.headroom.endpoint.ShownUrl;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells the user that the first good answer is still awaited: at once when a call fails that is made again, and every ten seconds, also
 * while a call is not answered. Safe for use by several threads.
 */
final class SmokeWait {

    /** Time between two lines. */
    private static final Duration LINE_PERIOD = Duration.ofSeconds(10);

    private final URI url;
    private final ScoringEndpoint endpoint;
    private final BooleanSupplier interrupted;
    private final PrintStream out;
    private Optional<ScheduledExecutorService> timer = Optional.empty();
    private long firstNanos;
    private String seen = "";
    private boolean told;

    /**
     * Creates a wait that has not begun.
     *
     * @param interrupted returns whether the run is to stop; then nothing is told any more
     */
    SmokeWait(URI url, ScoringEndpoint endpoint, BooleanSupplier interrupted, PrintStream out) {
        this.url = url;
        this.endpoint = endpoint;
        this.interrupted = interrupted;
        this.out = out;
    }

    /** Called before the first call. */
    synchronized void begins() {
        firstNanos = System.nanoTime();
        seen = "no answer yet from " + place();
        ScheduledExecutorService lines = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "headroom-smoke-wait");
            thread.setDaemon(true);
            return thread;
        });
        var unused = lines.scheduleAtFixedRate(
                this::tell, LINE_PERIOD.toMillis(), LINE_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        timer = Optional.of(lines);
    }

    /** Called when a call has failed that is made again. */
    synchronized void failed(OptionalInt status, Optional<PortFinding> port) {
        String before = seen;
        seen = description(status, port);
        if (!told || !seen.equals(before)) {
            tell();
        }
    }

    /** Called when no further call is made. */
    synchronized void ends() {
        timer.ifPresent(ScheduledExecutorService::shutdownNow);
        timer = Optional.empty();
    }

    private synchronized void tell() {
        if (interrupted.getAsBoolean()) {
            ends();
        }
        if (timer.isEmpty()) {
            return;
        }
        told = true;
        Duration waited = Duration.ofNanos(System.nanoTime() - firstNanos);
        Duration left = endpoint.startPatience().longest().minus(waited);
        String rest = left.toSeconds() > 0
                ? "trying for " + left.plusMillis(500).toSeconds() + " s more (headroom.endpoint.start-patience)"
                : "waiting for the answer to this call (headroom.endpoint.request-timeout = "
                        + endpoint.requestTimeout().toSeconds() + " s)";
        out.println("smoke call: " + seen + "; " + rest);
    }

    private String description(OptionalInt status, Optional<PortFinding> port) {
        if (status.isPresent()) {
            return "HTTP " + status.getAsInt() + " from " + place();
        }
        return port.filter(found -> found == PortFinding.REFUSED).isPresent()
                ? "nothing listens at " + url.getRawAuthority() + " yet (connection refused)"
                : "no answer yet from " + place();
    }

    private String place() {
        return ShownUrl.bare(url);
    }
}
