package io.headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody can hold up the coordinator: not by silence, by half a line, by lines without end, by not reading, or by many connections. */
@Timeout(60)
class ConnectionLimitsTest {

    private static final Duration SILENCE = Duration.ofMillis(1500);
    private static final int PATIENCE_MILLIS = 10_000;

    /** Made before any time runs. */
    private static final String JOIN = new Message.Join(Message.PROTOCOL, 1, 1, "workload", "search").line();

    private final Map<Integer, String> disconnected = new ConcurrentHashMap<>();
    private final CountDownLatch lost = new CountDownLatch(1);
    private final List<Socket> sockets = new ArrayList<>();
    private Connections connections;

    @BeforeEach
    void listen() throws Exception {
        listen(SILENCE);
    }

    private void listen(Duration silence) throws IOException {
        connections = Connections.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), silence);
        connections.accept(new Welcoming());
    }

    @AfterEach
    void close() throws Exception {
        connections.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connections.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(socket);
        return socket;
    }

    private Socket joined() throws IOException {
        Socket socket = connect();
        say(socket, JOIN + "\n");
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void strangerThatSaysNothingIsHungUp() throws Exception {
        assertEquals(-1, connect().getInputStream().read());
    }

    /** Nothing but the length is wrong with it. */
    @Test
    void strangerMaySendOneShortLineOnly() throws Exception {
        Socket stranger = connect();
        say(stranger, JOIN + " ".repeat(4097 - JOIN.length()) + "\n");

        assertHungUp(stranger);
    }

    @Test
    void lineWithoutEndIsNotKept() throws Exception {
        Socket endless = joined();
        say(endless, "x".repeat((4 << 20) + 1));

        assertThat(lost.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(disconnected.get(1)).endsWith("a message of more than 4194304 bytes");
    }

    @Test
    void injectorWhoseMessageNobodyForesawIsNotWaitedFor() throws Exception {
        say(joined(), new Message.Filled(1).line() + "\n");

        assertThat(lost.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(disconnected.get(1)).isEqualTo("its message cannot be used: IllegalStateException");
    }

    @Test
    void halfALineIsNoSignOfLife() throws Exception {
        Socket dripping = joined();
        Thread drip = new Thread(() -> {
            try {
                while (lost.getCount() > 0) {
                    say(dripping, "x");
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            } catch (IOException | InterruptedException e) {
                // hung up
            }
        });
        drip.start();

        assertThat(lost.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(disconnected.get(1)).startsWith("connection lost: it was silent, no whole message in 1500 ms");
        drip.join();
    }

    /** Its receive buffer and the coordinator's send buffer are full after some 100,000 answers. */
    @Test
    void oneThatDoesNotReadIsHungUp() throws Exception {
        Socket deaf = joined();
        OutputStream out = deaf.getOutputStream();
        byte[] questions = (new Message.AskTime(1).line() + "\n").repeat(1000).getBytes(StandardCharsets.UTF_8);

        assertThrows(SocketException.class, () -> {
            while (true) {
                out.write(questions);
            }
        });
        assertThat(lost.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void strangersBeyondTheLimitAreHungUpAtOnce() throws Exception {
        connections.close();
        listen(Duration.ofSeconds(30));
        for (int i = 0; i < 64; i++) {
            connect();
        }
        Socket last = connect();
        assertHungUp(last);
        assertThrows(SocketTimeoutException.class, () -> {
            sockets.get(63).setSoTimeout(1);
            sockets.get(63).getInputStream().read();
        });
    }

    /** Where each fails at once, one is tried every 100 ms, so ten or eleven in a second. */
    @Test
    void lackOfFilesKeepsNoProcessorBusyAndPasses() throws Exception {
        connections.close();
        ServerWithoutFiles server = new ServerWithoutFiles();
        connections = new Connections(server, SILENCE);
        connections.accept(new Welcoming());
        Thread.sleep(1000);

        assertThat(server.failures.get()).isBetween(1, 20);
        server.hasFiles = true;
        assertThat(joined().getInputStream().read()).as("the answer").isEqualTo('{');
    }

    private static final class ServerWithoutFiles extends ServerSocket {
        private final AtomicInteger failures = new AtomicInteger();
        private volatile boolean hasFiles;

        private ServerWithoutFiles() throws IOException {
            super(0, 1, InetAddress.getLoopbackAddress());
        }

        @Override
        public Socket accept() throws IOException {
            if (!hasFiles) {
                failures.incrementAndGet();
                throw new SocketException("Too many open files");
            }
            return super.accept();
        }
    }

    private static void assertHungUp(Socket socket) throws IOException {
        try {
            assertEquals(-1, socket.getInputStream().read());
        } catch (SocketException reset) {
            // something that was sent to it was not read
        }
    }

    private final class Welcoming implements Connections.Handler {
        @Override
        public Message join(Message.Join join, Connection connection) {
            connections.add(join.client(), connection);
            return new Message.Welcome("run1");
        }

        @Override
        public void received(int client, Message message) {
            throw new IllegalStateException("nothing was expected");
        }

        @Override
        public void disconnected(int client, String reason) {
            disconnected.put(client, reason);
            lost.countDown();
        }

        @Override
        public void failed(Throwable cause) {
            disconnected.put(0, Optional.ofNullable(cause.getMessage()).orElse("failed"));
        }
    }
}
