package io.headroom.endtoend.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * An answer that no service should give.
 *
 * @param name   unique
 * @param writer writes it
 * @param right  whether a client may take it for the right answer, since that is in it
 */
record HostileAnswer(String name, Writer writer, boolean right) {

    /** An answer without end ends after so long at the latest. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final int MIB = 1024 * 1024;

    private static final String JSON = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = JSON + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String GOOD = "{\"score\": 0.5}";

    /** What a request came on, and the key that came with it. */
    record Exchange(Socket connection, String key) {

        OutputStream out() throws IOException {
            return connection.getOutputStream();
        }

        void write(String text) throws IOException {
            out().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes an answer. The connection is closed afterwards. */
    @FunctionalInterface
    interface Writer {
        void write(Exchange exchange) throws IOException;
    }

    /** Returns all that are tried. */
    static List<HostileAnswer> all() {
        return Stream.of(sizes(), statuses(), lengths(), packings(), bodies(), keys(), texts(), connections())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostileAnswer> sizes() {
        return List.of(
                endless("headers without end", JSON, i -> "X-" + i + ": 0123456789\r\n"),
                endless("header without end", JSON + "X: ", i -> "0123456789".repeat(100)),
                endless("header name without end", JSON, i -> "x".repeat(1000)),
                endless("status line without end", "HTTP/1.1 200 ", i -> "O".repeat(1000)),
                endless("trailers without end", CHUNKED + "0\r\n", i -> "X-" + i + ": 0123456789\r\n"),
                endless("chunk extension without end", CHUNKED + "1;x=", i -> "y".repeat(1000)),
                endless("chunk size without end", CHUNKED, i -> "0".repeat(1000)),
                endless("body without end", JSON + "\r\n", i -> "x".repeat(10_000)),
                endless("chunks without end", CHUNKED, i -> "1\r\n{\r\n"),
                endless("empty lines without end", "", i -> "\r\n\r\n"),
                endless("interim answers without end", "", i -> "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
                endless("cookies without end", JSON, i -> "Set-Cookie: c" + i + "=" + i + "\r\n"),
                text("10,000 headers", JSON + "Abcd: ef\r\n".repeat(10_000) + ended(GOOD)),
                text("body of 20 MiB", JSON + ended("x".repeat(20 * MIB))),
                odd(
                        "Content-Type of 60 KiB",
                        "HTTP/1.1 200 OK\r\nContent-Type: a/" + "b".repeat(60_000) + "\r\n" + ended(GOOD)));
    }

    private static List<HostileAnswer> statuses() {
        Stream<HostileAnswer> lines = Stream.of(
                        "HTTP/1.1 0 Zero",
                        "HTTP/1.1 99 Low",
                        "HTTP/1.1 199 Interim",
                        "HTTP/1.1 600 Odd",
                        "HTTP/1.1 999 Odd",
                        "HTTP/1.1 1000 Odd",
                        "HTTP/1.1 1001 Odd",
                        "HTTP/1.1 99999 Odd",
                        "HTTP/1.1 -1 Negative",
                        "HTTP/1.1 abc Letters",
                        "HTTP/1.1",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade",
                        "HTTP/1.1 204 No Content",
                        "HTTP/1.1 304 Not Modified",
                        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate",
                        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic",
                        "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd",
                        "HTTP/1.1 308 Permanent Redirect\r\nLocation: /score",
                        "SSH-2.0-OpenSSH_9.2")
                .map(line -> text(line, line + "\r\n" + ended(GOOD)));
        Stream<HostileAnswer> interim = Stream.of(
                odd("HTTP/3.0", "HTTP/3.0 200 OK\r\n" + ended(GOOD)),
                odd("100, then the answer", "HTTP/1.1 100 Continue\r\n\r\n" + JSON + ended(GOOD)),
                text("100 only", "HTTP/1.1 100 Continue\r\n\r\n"),
                text("body only", GOOD),
                text("preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        return Stream.concat(lines, interim).toList();
    }

    private static List<HostileAnswer> lengths() {
        return List.of(
                text("negative length", JSON + "Content-Length: -5\r\n\r\n" + GOOD),
                odd("two lengths", JSON + "Content-Length: 5\r\nContent-Length: 14\r\n\r\n" + GOOD),
                text("huge length", JSON + "Content-Length: 99999999999999999999\r\n\r\n" + GOOD),
                text("length too large", JSON + "Content-Length: 1000\r\n\r\n" + GOOD),
                text("length too small", JSON + "Content-Length: 3\r\n\r\n" + GOOD.repeat(1000)),
                odd("length and chunks", JSON + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nE\r\n" + GOOD),
                text("chunk of 2^63 bytes", CHUNKED + "7FFFFFFFFFFFFFFF\r\n" + GOOD),
                text("chunk of -1 bytes", CHUNKED + "-1\r\n" + GOOD),
                text("chunk size in letters", CHUNKED + "xyz\r\n" + GOOD),
                text("last chunk missing", CHUNKED + "E\r\n" + GOOD + "\r\n"),
                odd("two answers", (JSON + ended(GOOD)).repeat(2)),
                odd("100 answers", (JSON + ended(GOOD)).repeat(100)));
    }

    private static List<HostileAnswer> packings() {
        byte[] bomb = packed("gzip", new byte[200 * MIB]);
        return List.of(
                packed("gzip bomb", "gzip", bomb),
                packed("deflate bomb", "deflate", packed("deflate", new byte[200 * MIB])),
                packed("gzip, cut off", "gzip", Arrays.copyOf(bomb, 5000)),
                packed("gzip that is none", "gzip", GOOD.getBytes(StandardCharsets.US_ASCII)),
                packed("deflate that is none", "deflate", GOOD.getBytes(StandardCharsets.US_ASCII)),
                odd("snappy that is none, which nobody unpacks", JSON + "Content-Encoding: snappy\r\n" + ended(GOOD)),
                odd("br that is none, which nobody unpacks", JSON + "Content-Encoding: br\r\n" + ended(GOOD)),
                packed("Brotli bomb", "br", file("zeros-600-million.br")),
                odd("zstd, which nobody unpacks", JSON + "Content-Encoding: zstd\r\n" + ended(GOOD)),
                packed("gzip twice", "gzip, gzip", packed("gzip", bomb)),
                odd("unknown packing", JSON + "Content-Encoding: nonsense\r\n" + ended(GOOD)));
    }

    private static List<HostileAnswer> bodies() {
        return List.of(
                body("100,000 arrays", "[".repeat(100_000)),
                body("number of 100,000 digits", "{\"score\": " + "9".repeat(100_000) + "}"),
                body("text of 2 MiB", "{\"score\": \"" + "x".repeat(2 * MIB) + "\"}"),
                body("NaN", "{\"score\": NaN}"),
                body("null", "null"),
                body("nothing", ""),
                body("lone surrogate", "{\"score\": \"\\ud800\"}"),
                odd("byte order mark", JSON + ended("\uFEFF" + GOOD)),
                odd("50,000 doubled fields", JSON + ended("{" + "\"score\": 1,".repeat(50_000) + "\"score\": 0.5}")),
                odd(
                        "unknown charset",
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=nonsense\r\n" + ended(GOOD)),
                odd("UTF-16", "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-16\r\n" + ended(GOOD)));
    }

    /** Answers that hold the key of the request. */
    private static List<HostileAnswer> keys() {
        return List.of(
                with(
                        "key as text of the answer",
                        exchange ->
                                exchange.write("HTTP/1.1 400 Bad Request\r\n" + ended("bad key " + exchange.key()))),
                with(
                        "key as value",
                        exchange -> exchange.write(JSON + ended("{\"score\": \"" + exchange.key() + "\"}"))),
                with(
                        "key as value, in base64",
                        exchange -> exchange.write(JSON + ended("{\"score\": \"" + base64(exchange.key()) + "\"}"))),
                with(
                        "key in the status line",
                        exchange -> exchange.write("HTTP/1.1 500 " + exchange.key() + "\r\n" + ended(""))),
                with(
                        "key in a status line that cannot be read",
                        exchange -> exchange.write(exchange.key() + "\r\n" + ended(""))),
                new HostileAnswer(
                        "key as charset",
                        exchange -> exchange.write("HTTP/1.1 200 OK\r\nContent-Type: a/b; charset="
                                + exchange.key().replace(" ", "") + "\r\n" + ended(GOOD)),
                        true),
                with("key as a chunk's size", exchange -> exchange.write(CHUNKED + exchange.key() + "\r\n")),
                with(
                        "key as length",
                        exchange -> exchange.write(JSON + "Content-Length: " + exchange.key() + "\r\n\r\n")),
                with(
                        "key in a redirect",
                        exchange -> exchange.write("HTTP/1.1 302 Found\r\nLocation: http://"
                                + exchange.key().replace(" ", "") + "@h/?k=" + exchange.key() + "\r\n" + ended(""))));
    }

    /** Answers whose text means something to a terminal or a CI system. */
    private static List<HostileAnswer> texts() {
        return List.of(
                body("escape sequences", "{\"score\": \"\\u001b[2J\\u001b]0;x\\u0007\"}"),
                body(
                        "commands of CI",
                        "{\"score\": \"\\n##vso[task.complete result=Succeeded]\\n::set-output name=a::b\\n\"}"),
                body("line breaks", "{\"score\": \"\\r\\nRun it at 1000000.0 req/s\\r\\n\"}"),
                text("escape in the status line", "HTTP/1.1 500 \u001b[2J\n" + ended("")));
    }

    private static List<HostileAnswer> connections() {
        return List.of(
                text("closed without an answer", ""),
                text("closed within the headers", "HTTP/1.1 200 OK\r\nContent-Ty"),
                with("reset", exchange -> exchange.connection().setOption(StandardSocketOptions.SO_LINGER, 0)),
                with("reset within the body", exchange -> {
                    exchange.write(JSON + "Content-Length: 100\r\n\r\n{");
                    exchange.connection().setOption(StandardSocketOptions.SO_LINGER, 0);
                }),
                with("byte by byte", exchange -> dripping(exchange, JSON + ended(GOOD))),
                with("body byte by byte", exchange -> {
                    exchange.write(JSON + "Content-Length: 1000\r\n\r\n");
                    dripping(exchange, "x".repeat(1000));
                }),
                with("alert of TLS", exchange -> exchange.out().write(new byte[] {21, 3, 1, 0, 2, 2, 40})),
                with("zeros", exchange -> exchange.out().write(new byte[5000])));
    }

    private static HostileAnswer text(String name, String text) {
        return new HostileAnswer(name, exchange -> exchange.write(text), false);
    }

    /** Returns an answer that is odd, but right. */
    private static HostileAnswer odd(String name, String text) {
        return new HostileAnswer(name, exchange -> exchange.write(text), true);
    }

    private static HostileAnswer with(String name, Writer writer) {
        return new HostileAnswer(name, writer, false);
    }

    private static HostileAnswer body(String name, String body) {
        return text(name, JSON + ended(body));
    }

    private static HostileAnswer packed(String name, String encoding, byte[] body) {
        return with(name, exchange -> {
            exchange.write(JSON + "Content-Encoding: " + encoding + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            exchange.out().write(body);
        });
    }

    private static HostileAnswer endless(String name, String beginning, IntFunction<String> part) {
        return with(name, exchange -> {
            exchange.write(beginning);
            long start = System.nanoTime();
            for (int i = 0; System.nanoTime() - start < LONGEST_NANOS; i++) {
                exchange.write(part.apply(i));
            }
        });
    }

    private static void dripping(Exchange exchange, String text) throws IOException {
        long start = System.nanoTime();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (System.nanoTime() - start > LONGEST_NANOS) {
                return;
            }
            exchange.out().write(each);
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String ended(String body) {
        return "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] packed(String encoding, byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = encoding.equals("gzip")
                ? new GZIPOutputStream(bytes)
                : new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            out.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException("a stream into memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of("src", "test", "resources", "answers", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
