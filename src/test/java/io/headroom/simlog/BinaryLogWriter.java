package io.headroom.simlog;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the binary format of Gatling 3.13 and later, by the description of the format and not by our reader. A string that was
 * written before becomes a reference; a string outside Latin-1 is written as UTF-16 in native byte order.
 */
public final class BinaryLogWriter implements LogWriter {

    private static final Charset UTF_16 =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<String, Integer> cache = new HashMap<>();
    private final List<Integer> ends = new ArrayList<>();
    private final Map<String, Integer> requests = new HashMap<>();

    /** Creates a log of 3.15.1 with two assertions, of a run that started 1,000,000 ms after the epoch. */
    public static BinaryLogWriter of(String simulationClass, String... scenarios) {
        return new BinaryLogWriter().header("3.15.1", simulationClass, 1_000_000, " ", 2, List.of(scenarios));
    }

    /** Writes the header. */
    public BinaryLogWriter header(
            String version,
            String simulationClass,
            long startMillis,
            String description,
            int assertions,
            List<String> scenarios) {
        return record(() -> {
            out.writeByte(0);
            string(version);
            string(simulationClass);
            out.writeLong(startMillis);
            string(description);
            out.writeInt(scenarios.size());
            for (String scenario : scenarios) {
                string(scenario);
            }
            out.writeInt(assertions);
            for (int i = 0; i < assertions; i++) {
                out.writeInt(3);
                out.write(new byte[] {0, 1, 2});
            }
        });
    }

    @Override
    public BinaryLogWriter request(
            List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
        requests.merge(name, 1, Integer::sum);
        return record(() -> {
            out.writeByte(1);
            groups(groups);
            cached(name);
            out.writeInt(startMillis);
            out.writeInt(endMillis);
            out.writeByte(ok ? 1 : 0);
            cached(message);
        });
    }

    @Override
    public BinaryLogWriter user(int scenario, boolean start, int millis) {
        return record(() -> {
            out.writeByte(2);
            out.writeInt(scenario);
            out.writeByte(start ? 1 : 0);
            out.writeInt(millis);
        });
    }

    @Override
    public BinaryLogWriter group(List<String> groups, int startMillis, int endMillis, boolean ok) {
        return record(() -> {
            out.writeByte(3);
            groups(groups);
            out.writeInt(startMillis);
            out.writeInt(endMillis);
            out.writeInt((endMillis - startMillis) / 2);
            out.writeByte(ok ? 1 : 0);
        });
    }

    @Override
    public BinaryLogWriter error(String message, int millis) {
        return record(() -> {
            out.writeByte(4);
            cached(message);
            out.writeInt(millis);
        });
    }

    /** Returns the number of requests that were written with another name. */
    public int requestsBut(String name) {
        int all = requests.values().stream().mapToInt(Integer::intValue).sum();
        return all - requests.getOrDefault(name, 0);
    }

    @Override
    public byte[] bytes() {
        return bytes.toByteArray();
    }

    @Override
    public List<Integer> ends() {
        return List.copyOf(ends);
    }

    private void groups(List<String> groups) throws IOException {
        out.writeInt(groups.size());
        for (String group : groups) {
            cached(group);
        }
    }

    private void cached(String text) throws IOException {
        Integer known = cache.get(text);
        if (known != null) {
            out.writeInt(-known);
            return;
        }
        cache.put(text, cache.size() + 1);
        out.writeInt(cache.size());
        string(text);
    }

    private void string(String text) throws IOException {
        boolean latin1 = text.chars().allMatch(c -> c < 0x100);
        byte[] encoded = text.getBytes(latin1 ? StandardCharsets.ISO_8859_1 : UTF_16);
        out.writeInt(encoded.length);
        if (encoded.length > 0) {
            out.write(encoded);
            out.writeByte(latin1 ? 0 : 1);
        }
    }

    private BinaryLogWriter record(Body body) {
        try {
            body.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ends.add(bytes.size());
        return this;
    }

    private interface Body {
        void write() throws IOException;
    }
}
