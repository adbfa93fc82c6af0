package io.headroom.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** Listens on a port of this machine, and lets a test decide what each connection gets, byte by byte. */
public final class SmallServer implements AutoCloseable {

    private static final int LONGEST_READ = 65_536;
    private static final int READ_TIMEOUT_MILLIS = 5_000;

    private final ServerSocket listener;
    private final AtomicInteger posts = new AtomicInteger();

    /** Serves a connection; it is closed afterwards. */
    @FunctionalInterface
    public interface Service {
        void serve(Socket connection, SmallServer server) throws IOException;
    }

    private SmallServer(ServerSocket listener, Service service) {
        this.listener = listener;
        Thread accepting = new Thread(() -> accept(service), "small-server");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** Starts a server that speaks plainly. */
    public static SmallServer start(Service service) throws IOException {
        return start(ServerSocketFactory.getDefault(), service);
    }

    /** Starts a server whose sockets another factory makes, such as one of TLS. */
    public static SmallServer start(ServerSocketFactory sockets, Service service) throws IOException {
        return new SmallServer(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), service);
    }

    /** Returns a service that answers each request with this status line, these headers and this body. */
    public static Service answering(String status, String headers, String body) {
        String answer = "HTTP/1.1 " + status + "\r\n" + headers + "Connection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
        return (connection, server) -> {
            server.request(connection);
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Reads the beginning of what a client sends, and counts it if it is a POST. Returns an empty text at the end of the stream. */
    public String request(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        byte[] read = new byte[LONGEST_READ];
        int length = Math.max(0, in.read(read));
        String request = new String(read, 0, length, StandardCharsets.ISO_8859_1);
        if (request.startsWith("POST")) {
            posts.incrementAndGet();
        }
        return request;
    }

    /** Returns how many requests with the method POST have arrived. */
    public int posts() {
        return posts.get();
    }

    /** Returns the URL of the server. */
    public URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + "/score");
    }

    private void accept(Service service) {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connection.setSoTimeout(READ_TIMEOUT_MILLIS);
                Thread serving = new Thread(() -> serve(service, connection), "small-server-connection");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Service service, Socket connection) {
        try (connection) {
            service.serve(connection, this);
        } catch (IOException clientWentAway) {
            // what a test asks for often makes a client close the connection
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
