package io.headroom.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.standin.Routing;
import io.headroom.standin.StandIn;
import io.headroom.standin.StandInSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is not ours: nginx, which refuses more than a number of requests at a time before a slow answer. */
class NginxIT {

    private static final int LIMIT = 13;
    private static final List<Path> NGINX = List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/bin/nginx"));

    @TempDir
    private Path results;

    @Test
    void theCallerBoundaryOfLimitConnIsFoundExactly() throws Exception {
        Optional<Path> nginx = NGINX.stream().filter(Files::isExecutable).findFirst();
        assumeTrue(nginx.isPresent(), "nginx is not installed: apt-get install nginx-light");
        int port = freePort();
        StandInSettings ample = new StandInSettings(
                64, 1, Duration.ofMillis(60), 0, 4, Routing.LEAST_BUSY, Duration.ZERO, Optional.empty());
        try (StandIn slow = StandIn.start(ample, Optional.empty());
                ForkedProcess server = ForkedProcess.start(
                        results,
                        Map.of(),
                        List.of(nginx.get().toString(), "-p", results.toString(), "-c", configuration(port, slow)))) {
            awaitListener(port, server);
            JsonNode saturation = measure(port).get("saturation");
            assertEquals(LIMIT, saturation.get("callers").asInt(), saturation.toPrettyString());
            assertEquals(
                    "none refused at 13 callers; at 14 callers refused",
                    saturation.get("evidence").asText().replaceAll(" \\d+ of.*", ""));
        }
    }

    private JsonNode measure(int port) throws Exception {
        Map<String, String> settings = Map.of(
                "headroom.endpoint.url",
                "http://127.0.0.1:" + port + "/score",
                "headroom.search.rounds",
                "2",
                "headroom.search.step.minimum",
                "1 s",
                "headroom.search.step.boundary",
                "3 s",
                "headroom.search.precision",
                "0.5",
                "headroom.hold.duration",
                "2 s",
                "headroom.target.duration",
                "3 s");
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "SingleClientSimulation", Map.of(), settings)) {
            assertEquals(0, gatling.await(), gatling.output());
        }
        Path run = Results.runFolders(results).stream()
                .filter(folder -> Files.exists(folder.resolve("headroom.json")))
                .findFirst()
                .orElseThrow();
        return Results.json(run.resolve("headroom.json"));
    }

    private String configuration(int port, StandIn slow) throws IOException {
        String text = String.format(Locale.ROOT, """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log stderr crit;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  limit_conn_zone $server_name zone=all:1m;
                  limit_conn_log_level info;
                  upstream slow { server 127.0.0.1:%d; keepalive 64; }
                  server {
                    listen 127.0.0.1:%d;
                    keepalive_requests 1000000;
                    server_name one;
                    location / {
                      limit_conn all %d;
                      limit_conn_status 503;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_pass http://slow;
                    }
                  }
                }
                """, slow.url().getPort(), port, LIMIT);
        return Files.writeString(results.resolve("nginx.conf"), text).toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListener(int port, ForkedProcess server) throws Exception {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (connected.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new AssertionError("nginx does not listen on port " + port + ": " + server.output());
    }
}
