package io.headroom.bench;

import io.headroom.load.ClientShare;
import io.headroom.load.Load;
import io.headroom.load.LogMarks;
import io.headroom.load.RunPart;
import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep.Ending;
import io.headroom.run.Seal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * Writes a {@code simulation.log} of any size as Gatling 3.15 writes it for a run of Headroom: steps of growing load, 1 % refused in the
 * last third, latencies log-normal around 50 ms. As in a real log, a caller starts and ends with a user record, and every visit to a step,
 * here of {@value #REQUESTS_PER_VISIT} requests, ends with a group record, or with two in a run of several clients.
 */
final class GeneratedLog implements AutoCloseable {

    private static final int STEPS = 40;

    private static final long START_MILLIS = 1_790_000_000_000L;
    private static final double REQUESTS_PER_MILLI = 5;
    private static final double MEDIAN_MILLIS = 50;
    private static final double SIGMA = 0.4;
    private static final int CALLERS_PER_STEP = 4;
    private static final int REQUESTS_PER_VISIT = 4;

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    private final Map<String, Integer> cache = new HashMap<>();
    private final CRC32C checksum = new CRC32C();
    private final Random random;
    private final Optional<RunPart> part;
    private long bytes;
    private long written;

    private GeneratedLog(Path file, Optional<RunPart> part) throws IOException {
        this.out = Files.newOutputStream(file);
        this.part = part;
        this.random = new Random(part.map(RunPart::first).orElse(1));
    }

    private static String label(int step, int clients) {
        return String.format("%02d round 1 up: %d callers", step, CALLERS_PER_STEP * step * clients);
    }

    /** Creates the folder and writes a log with this number of requests into it. */
    static void write(Path folder, long requests) throws IOException {
        var unused = write(folder, requests, Optional.empty());
    }

    /**
     * Creates the folder of an injector and writes its log into it.
     *
     * @param part clients that the injector hosts; empty in a run without clients
     * @return the seal of the log
     */
    static Seal write(Path folder, long requests, Optional<RunPart> part) throws IOException {
        Files.createDirectories(folder);
        GeneratedLog written = new GeneratedLog(folder.resolve("simulation.log"), part);
        try (GeneratedLog log = written) {
            log.header();
            log.request(new String[0], LogMarks.SMOKE, 0, 50, true, "");
            long millis = 1000;
            for (int step = 1; step <= STEPS; step++) {
                long count = requests * step / STEPS - requests * (step - 1) / STEPS;
                millis = log.step(step, millis, count);
            }
            for (int i = 0; i < STEPS * CALLERS_PER_STEP; i++) {
                log.user(false, (int) millis);
            }
            log.group((int) millis, (int) millis, new EndMark(Ending.COMPLETE, STEPS).name());
        }
        return written.seal();
    }

    private Seal seal() {
        return new Seal(
                part.orElse(new RunPart("bench", 1, 1, 1)),
                written,
                written,
                bytes,
                HexFormat.of().toHexDigits((int) checksum.getValue()),
                START_MILLIS,
                "complete");
    }

    /** Returns the labels of all steps of a run with this number of clients. */
    static List<String> labels(int clients) {
        return IntStream.rangeClosed(1, STEPS)
                .mapToObj(step -> label(step, clients))
                .toList();
    }

    private long step(int number, long startMillis, long requests) throws IOException {
        String label = label(number, part.map(RunPart::count).orElse(1));
        List<String[]> groups = groups(number, label);

        for (int i = 0; i < CALLERS_PER_STEP; i++) {
            user(true, (int) startMillis);
        }
        group((int) startMillis, (int) startMillis, label, LogMarks.SETTLING);
        boolean refuses = number > STEPS * 2 / 3;
        for (long i = 0; i < requests; i++) {
            int end = (int) (startMillis + (long) (i / REQUESTS_PER_MILLI));
            boolean refused = refuses && random.nextInt(100) == 0;
            int latency = refused ? 1 : (int) (MEDIAN_MILLIS * Math.exp(SIGMA * random.nextGaussian()));
            String[] around = groups.size() == 1 ? groups.get(0) : groups.get(random.nextInt(groups.size()));
            request(
                    around,
                    LogMarks.SCORE,
                    end - latency,
                    end,
                    !refused,
                    refused ? "answer, but actually found refused: HTTP 503" : "");
            if (i % REQUESTS_PER_VISIT == REQUESTS_PER_VISIT - 1) {
                group(end - REQUESTS_PER_VISIT * latency, end, around);
                if (part.isPresent()) {
                    group(end - REQUESTS_PER_VISIT * latency, end, label);
                }
            }
        }
        long end = startMillis + (long) (requests / REQUESTS_PER_MILLI);
        group((int) startMillis, (int) end, label, LogMarks.MEASURED);
        return end;
    }

    /** Returns the groups around the requests of each client. */
    private List<String[]> groups(int step, String label) {
        if (part.isEmpty()) {
            return List.<String[]>of(new String[] {label});
        }
        return IntStream.rangeClosed(part.get().first(), part.get().last())
                .mapToObj(client -> new ClientShare(client, new Load.Callers(CALLERS_PER_STEP * step)))
                .map(share -> new String[] {label, share.label()})
                .toList();
    }

    private void header() throws IOException {
        buffer.put((byte) 0);
        string("3.15.1");
        string("io.headroom.simulation." + (part.isPresent() ? "MultiClientSimulation" : "SingleClientSimulation"));
        buffer.putLong(START_MILLIS);
        string("");
        buffer.putInt(2);
        string("callers");
        string(part.map(RunPart::scenario).orElse("conductor"));
        buffer.putInt(0);
    }

    private void request(String[] groups, String name, int start, int end, boolean ok, String message)
            throws IOException {
        flushIfNearlyFull();
        written++;
        buffer.put((byte) 1);
        buffer.putInt(groups.length);
        for (String group : groups) {
            cached(group);
        }
        cached(name);
        buffer.putInt(start);
        buffer.putInt(end);
        buffer.put((byte) (ok ? 1 : 0));
        cached(message);
    }

    private void user(boolean start, int millis) throws IOException {
        flushIfNearlyFull();
        buffer.put((byte) 2);
        buffer.putInt(0);
        buffer.put((byte) (start ? 1 : 0));
        buffer.putInt(millis);
    }

    private void group(int start, int end, String... names) throws IOException {
        flushIfNearlyFull();
        buffer.put((byte) 3);
        buffer.putInt(names.length);
        for (String name : names) {
            cached(name);
        }
        buffer.putInt(start);
        buffer.putInt(end);
        buffer.putInt(0);
        buffer.put((byte) 1);
    }

    private void cached(String text) {
        Integer known = cache.get(text);
        if (known != null) {
            buffer.putInt(-known);
            return;
        }
        cache.put(text, cache.size() + 1);
        buffer.putInt(cache.size());
        string(text);
    }

    private void string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        buffer.putInt(bytes.length);
        if (bytes.length > 0) {
            buffer.put(bytes).put((byte) 0);
        }
    }

    private void flushIfNearlyFull() throws IOException {
        if (buffer.remaining() < 4096) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        checksum.update(buffer.array(), 0, buffer.position());
        bytes += buffer.position();
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }
}
