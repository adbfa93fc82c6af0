package io.headroom.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server of Debian on a free port of the loopback interface. What is not installed skips the test, with the package to install. Ends
 * with its workers when it is closed.
 */
final class RealServer implements AutoCloseable {

    private static final Path APPLICATIONS =
            Path.of("src", "test", "resources", "servers").toAbsolutePath();
    private static final List<Path> OUTSIDE_OF_PATH = List.of(Path.of("/usr/bin"), Path.of("/usr/sbin"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final ForkedProcess process;

    private RealServer(int port, ForkedProcess process) {
        this.port = port;
        this.process = process;
    }

    /** Starts gunicorn with synchronous workers, each of which serves one request at a time. */
    static RealServer gunicorn(Path folder, int workers, Duration latency) throws Exception {
        needsModule("flask", "python3-flask");
        int port = freePort();
        return started(
                folder,
                port,
                latency,
                List.of(
                        installed("gunicorn", "gunicorn"),
                        "--chdir",
                        APPLICATIONS.toString(),
                        "--bind",
                        "127.0.0.1:" + port,
                        "--workers",
                        Integer.toString(workers),
                        "--worker-tmp-dir",
                        folder.toString(),
                        "flask_service:app"));
    }

    /** Starts uvicorn, which serves any number of requests at a time, unless the options limit it. */
    static RealServer uvicorn(Path folder, Duration latency, String... options) throws Exception {
        needsModule("fastapi", "python3-fastapi");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                installed("uvicorn", "uvicorn"),
                "--app-dir",
                APPLICATIONS.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--log-level",
                "warning"));
        command.addAll(List.of(options));
        command.add("fastapi_service:app");
        return started(folder, port, latency, command);
    }

    /** Starts nginx; see {@link Nginx#configured}. */
    static RealServer nginx(Path folder, String http, String server) throws Exception {
        Path program = Path.of(installed("nginx", "nginx-light"));
        Nginx nginx = Nginx.configured(program, Files.createTempDirectory(folder, "nginx"), http, server);
        return started(folder, nginx.port(), Duration.ZERO, nginx.command());
    }

    /**
     * Starts HAProxy.
     *
     * @param backend directives of its backend
     */
    static RealServer haproxy(Path folder, String backend) throws Exception {
        int port = freePort();
        Path configuration = Files.writeString(
                Files.createTempFile(folder, "haproxy", ".cfg"), """
                global
                  maxconn 4096
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 60s
                  timeout server 60s
                frontend public
                  bind 127.0.0.1:%d
                  default_backend services
                backend services
                %s
                """.formatted(port, backend.indent(2)));
        return started(
                folder,
                port,
                Duration.ZERO,
                List.of(installed("haproxy", "haproxy"), "-db", "-f", configuration.toString()));
    }

    private static RealServer started(Path folder, int port, Duration latency, List<String> command) throws Exception {
        Map<String, String> environment =
                Map.of("LATENCY_SECONDS", Double.toString(latency.toMillis() / 1000.0), "PYTHONDONTWRITEBYTECODE", "1");
        RealServer server = new RealServer(port, ForkedProcess.start(folder, environment, command));
        if (!server.comesUp()) {
            String output = server.output();
            server.close();
            throw new AssertionError(command + " accepted no connection within " + PATIENCE + ":\n" + output);
        }
        return server;
    }

    /** Returns a port on which nothing listens. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String installed(String program, String debianPackage) {
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of);
        List<Path> found = Stream.concat(OUTSIDE_OF_PATH.stream(), onPath)
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(!found.isEmpty(), program + " is not installed; on Debian: apt-get install " + debianPackage);
        return found.get(0).toString();
    }

    /** Looks for a module where Debian's Python finds it, which is the Python that runs Debian's servers. */
    private static void needsModule(String module, String debianPackage) {
        assumeTrue(
                Files.isDirectory(Path.of("/usr/lib/python3/dist-packages", module)),
                "Python's module " + module + " is not installed; on Debian: apt-get install " + debianPackage);
    }

    private boolean comesUp() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return connected.isConnected();
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        return false;
    }

    /** Returns its address, e.g. {@code 127.0.0.1:8080}. */
    String address() {
        return String.format(Locale.ROOT, "127.0.0.1:%d", port);
    }

    /** Returns the URL of the scoring endpoint. */
    String url() {
        return "http://" + address() + "/score";
    }

    /** Sends a signal to the server's main process, e.g. {@code TTOU}, with which gunicorn stops one worker. */
    void signal(String name) throws IOException, InterruptedException {
        process.signal(name);
    }

    String output() throws IOException {
        return process.output();
    }

    @Override
    public void close() {
        process.closeWithChildren();
    }
}
