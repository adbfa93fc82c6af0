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
 * A server of Debian or of PyPI on a free port of the loopback interface. What is not installed skips the test, with the package to
 * install. Ends with its workers when it is closed.
 */
final class RealServer implements AutoCloseable {

    private static final Path APPLICATIONS =
            Path.of("src", "test", "resources", "servers").toAbsolutePath();
    private static final List<Path> OUTSIDE_OF_PATH = List.of(Path.of("/usr/bin"), Path.of("/usr/sbin"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Has the server of Azure Machine Learning, which listens on all interfaces, listen on this one only. */
    private static final String AZURE_ML_ON_LOOPBACK = """
            from azureml_inference_server_http import amlserver
            amlserver.DEFAULT_HOST = "127.0.0.1"
            amlserver.run()
            """;

    private final int port;
    private final String path;
    private final ForkedProcess process;

    private RealServer(int port, String path, ForkedProcess process) {
        this.port = port;
        this.path = path;
        this.process = process;
    }

    /** Starts gunicorn with synchronous workers, each of which serves one request at a time. */
    static RealServer gunicorn(Path folder, int workers, Duration latency, String... options) throws Exception {
        needsModule("flask", "python3-flask");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                installed("gunicorn", "gunicorn"),
                "--chdir",
                APPLICATIONS.toString(),
                "--bind",
                "127.0.0.1:" + port,
                "--workers",
                Integer.toString(workers),
                "--worker-tmp-dir",
                folder.toString()));
        command.addAll(List.of(options));
        command.add("flask_service:app");
        return started(folder, port, latency, command);
    }

    /** Starts the inference server of Azure Machine Learning: gunicorn with synchronous workers that each hold the model. */
    static RealServer azureMl(Path folder, int workers, Duration latency) throws Exception {
        int port = freePort();
        return started(
                folder,
                port,
                latency,
                List.of(
                        python(),
                        "-c",
                        AZURE_ML_ON_LOOPBACK,
                        "--entry_script",
                        APPLICATIONS.resolve("azureml_score.py").toString(),
                        "--port",
                        Integer.toString(port),
                        "--worker_count",
                        Integer.toString(workers)));
    }

    /** Starts LitServe with workers that each serve one request at a time, all from one queue. */
    static RealServer litServe(Path folder, int workers, Duration latency) throws Exception {
        int port = freePort();
        List<String> command = List.of(
                python(),
                APPLICATIONS.resolve("litserve_service.py").toString(),
                Integer.toString(port),
                Integer.toString(workers));
        return started(folder, port, "/predict", latency, command);
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
        return started(folder, port, "/score", latency, command);
    }

    private static RealServer started(Path folder, int port, String path, Duration latency, List<String> command)
            throws Exception {
        Map<String, String> environment =
                Map.of("LATENCY_SECONDS", Double.toString(latency.toMillis() / 1000.0), "PYTHONDONTWRITEBYTECODE", "1");
        RealServer server = new RealServer(port, path, ForkedProcess.start(folder, environment, command));
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

    /** Returns the Python of the environment in which the model servers of PyPI are installed. */
    private static String python() {
        Path environment = Path.of("target", "python-servers");
        Path python = environment.resolve("bin").resolve("python");
        assumeTrue(
                Files.isExecutable(python),
                "there is no Python with model servers; python3 -m venv %1$s && %1$s/bin/pip install -r %2$s"
                        .formatted(environment, "src/test/resources/servers/requirements.txt"));
        return python.toAbsolutePath().toString();
    }

    /** Returns the path of a program. Without it the test is skipped. */
    static String installed(String program, String debianPackage) {
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
        return "http://" + address() + path;
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
