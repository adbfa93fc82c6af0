package io.headroom.endtoend;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Describes an nginx on the loopback interface: one process, which logs nothing. The tests and the benchmarks start it, each as
 * they start their other processes.
 *
 * @param port    on which it listens
 * @param command that starts it
 */
public record Nginx(int port, List<String> command) {

    /** Says what to do where {@link #program()} is empty. */
    public static final String MISSING = "nginx is not installed; on Debian: apt-get install nginx-light";

    private static final Path OUTSIDE_OF_PATH = Path.of("/usr/sbin/nginx");
    private static final int ATTEMPTS = 100;

    /** Returns the program, if it is installed. */
    public static Optional<Path> program() {
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "nginx"));
        return Stream.concat(onPath, Stream.of(OUTSIDE_OF_PATH))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Writes the configuration of a server on a free port.
     *
     * @param program nginx itself
     * @param folder  for its files
     * @param http    directives beside the server
     * @param server  directives of the server, such as its locations
     */
    public static Nginx configured(Path program, Path folder, String http, String server) throws IOException {
        int port = freePort();
        Path configuration =
                Files.writeString(folder.resolve("nginx.conf"), String.format(Locale.ROOT, """
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
                  %s
                  server {
                    listen 127.0.0.1:%d;
                    server_name one;
                    keepalive_requests 1000000000;
                    %s
                  }
                }
                """, http, port, server));
        return new Nginx(
                port,
                List.of(program.toString(), "-e", "stderr", "-p", folder.toString(), "-c", configuration.toString()));
    }

    /** Returns the address to which requests are sent. */
    public String url() {
        return "http://127.0.0.1:" + port + "/score";
    }

    /** Waits until the started nginx accepts connections, and returns whether it does. */
    public boolean comesUp() throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return connected.isConnected();
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
