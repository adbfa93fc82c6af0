package io.headroom.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An nginx on the loopback interface with one worker, which answers every request at once with the same small JSON.
 *
 * @param port port that it listens on
 */
record Nginx(int port) {

    static final String MISSING = "nginx is not installed; on Debian: apt-get install nginx-light";

    private static final Path OUTSIDE_OF_PATH = Path.of("/usr/sbin/nginx");
    private static final int ATTEMPTS = 100;

    /** Finds the program of nginx; empty where it is not installed. */
    static Optional<Path> program() {
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "nginx"));
        return Stream.concat(onPath, Stream.of(OUTSIDE_OF_PATH))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts nginx, which ends with the workplace. */
    static Nginx start(Path program, Workplace workplace) throws IOException, InterruptedException {
        int port = freePort();
        Path configuration = workplace.folder().resolve("nginx.conf");
        Files.writeString(configuration, configuration(port));
        Path output = workplace.folder().resolve("nginx.out");
        List<String> command = List.of(
                program.toString(),
                "-e",
                "stderr",
                "-p",
                workplace.folder().toString(),
                "-c",
                configuration.toString());
        Process process = workplace.start(command, Map.of(), output);
        for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (connected.isConnected()) {
                    return new Nginx(port);
                }
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IOException("nginx does not listen on port " + port + ":\n" + Files.readString(output));
    }

    String url() {
        return "http://127.0.0.1:" + port + "/score";
    }

    private static String configuration(int port) {
        return String.format(Locale.ROOT, """
                daemon off;
                master_process off;
                worker_processes 1;
                pid nginx.pid;
                error_log stderr crit;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  server {
                    listen 127.0.0.1:%d;
                    keepalive_requests 1000000000;
                    keepalive_timeout 1h;
                    default_type application/json;
                    location / { return 200 '{"score": 0.5}'; }
                  }
                }
                """, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
