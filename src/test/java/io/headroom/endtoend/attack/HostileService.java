package io.headroom.endtoend.attack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A scoring service of 4 pods and 20 ms, 200 req/s, that refuses with 503 when 12 requests are there, and gives every so many requests
 * one of some hostile answers, in turn.
 */
final class HostileService implements AutoCloseable {

    private static final int PODS = 4;
    private static final int ROOM = 12;
    private static final long WORK_MILLIS = 20;
    private static final int MOST_CONNECTIONS = 2000;
    private static final String GOOD = "{\"score\": 0.5}";

    private final ServerSocket listener;
    private final List<HostileAnswer> answers;
    private final int firstGood;
    private final int period;
    private final Semaphore pods = new Semaphore(PODS, true);
    private final Semaphore room = new Semaphore(ROOM);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger hostile = new AtomicInteger();
    private final LongAdder good = new LongAdder();
    private final Map<HostileAnswer, LongAdder> given = new ConcurrentHashMap<>();

    private HostileService(ServerSocket listener, List<HostileAnswer> answers, int firstGood, int period) {
        this.listener = listener;
        this.answers = List.copyOf(answers);
        this.firstGood = firstGood;
        this.period = period;
    }

    /**
     * Starts the service on a free port of this machine.
     *
     * @param firstGood number of requests that are answered well before the first hostile answer
     * @param period    one of so many requests after them gets a hostile answer
     */
    static HostileService start(List<HostileAnswer> answers, int firstGood, int period) throws IOException {
        ServerSocket listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        HostileService service = new HostileService(listener, answers, firstGood, period);
        Thread accepting = new Thread(service::accept, "hostile-service");
        accepting.setDaemon(true);
        accepting.start();
        return service;
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/score";
    }

    /** Returns how often an answer was given. */
    long given(HostileAnswer answer) {
        return Optional.ofNullable(given.get(answer)).map(LongAdder::sum).orElse(0L);
    }

    /** Returns how many answers were right, at most. */
    long right() {
        return good.sum()
                + answers.stream()
                        .filter(HostileAnswer::right)
                        .mapToLong(this::given)
                        .sum();
    }

    private void accept() {
        Semaphore connections = new Semaphore(MOST_CONNECTIONS);
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.acquireUninterruptibly();
                Thread serving = new Thread(
                        () -> {
                            try (connection) {
                                serve(connection);
                            } catch (IOException clientWentAway) {
                                // it closes what it does not want to read
                            } finally {
                                connections.release();
                            }
                        },
                        "hostile-service-connection");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) throws IOException {
        connection.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(connection.getInputStream());
        for (Optional<String> head = readRequest(in); head.isPresent(); head = readRequest(in)) {
            int number = requests.incrementAndGet();
            if (number > firstGood && number % period == 0) {
                HostileAnswer answer = answers.get(hostile.getAndIncrement() % answers.size());
                given.computeIfAbsent(answer, any -> new LongAdder()).increment();
                answer.writer().write(new HostileAnswer.Exchange(connection, key(head.get())));
                return;
            }
            connection.getOutputStream().write(work().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Reads a request, and returns its headers; empty at the end of the stream. */
    private static Optional<String> readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.append((char) next);
        }
        in.skipNBytes(Long.parseLong(header(head.toString(), "content-length").orElse("0")));
        return Optional.of(head.toString());
    }

    private static String key(String head) {
        return header(head, "authorization").orElse("none");
    }

    private static Optional<String> header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private String work() {
        if (!room.tryAcquire()) {
            return "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
        }
        try {
            pods.acquireUninterruptibly();
            TimeUnit.MILLISECONDS.sleep(WORK_MILLIS);
            good.increment();
            return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + GOOD.length() + "\r\n\r\n"
                    + GOOD;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } finally {
            pods.release();
            room.release();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
