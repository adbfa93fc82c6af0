package io.headroom.simlog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Checksum;

/**
 * Reads the binary format that Gatling writes since 3.13, in constant memory.
 *
 * <p>Big-endian, without magic number or checksum; a record begins with its kind:
 *
 * <pre>
 * str     = i32 byteLength; if above 0: bytes[byteLength], u8 coder    (0 Latin-1, 1 UTF-16 in the writer's order)
 * cstr    = i32 k; k above 0: a str follows and defines cache entry k; k below 0: cache entry -k
 * RUN   0 : str version, str class, i64 startEpochMillis, str description, i32 n, n × str scenario,
 *           i32 m, m × (i32 length, bytes)                             (assertions, skipped)
 * REQ   1 : i32 g, g × cstr group, cstr name, i32 start, i32 end, u8 ok, cstr message
 * USER  2 : i32 scenarioIndex, u8 isStart, i32 time
 * GROUP 3 : i32 g, g × cstr, i32 start, i32 end, i32 cumulated, u8 ok
 * ERROR 4 : cstr message, i32 time
 * </pre>
 *
 * Times are milliseconds after startEpochMillis. The layout is the same from 3.13.1 to 3.15.1, so it is read by layout and
 * not by exact version. The writer buffers 8 KiB and never flushes on a timer: a log whose writer was killed ends at any
 * byte. Where a record begins, and how many bytes the file has, tells a clean end from a cut one. Every length is checked
 * against a bound, and its bytes are in memory, before anything is allocated for it.
 */
final class BinaryLogReader {

    private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}(\\D.*)?");
    private static final int LONGEST_STRING = 1 << 20;
    private static final int MOST_GROUPS = 64;
    private static final int MOST_SCENARIOS = 10_000;

    private final LogBuffer buffer;
    private final LogListener listener;
    private final StringCache cache = new StringCache();
    private final RepeatedRecords repeated;
    private final ProgressSteps progress;
    private RunHeader header;
    private String version = "";
    private long records;
    private int lastMillis;

    private BinaryLogReader(LogBuffer buffer, LogListener listener) {
        this.buffer = buffer;
        this.listener = listener;
        this.repeated = new RepeatedRecords(buffer, listener);
        this.progress = new ProgressSteps(listener);
    }

    /**
     * Reads a whole log.
     *
     * @param sum     is told every byte
     * @param initial how many bytes are got at once
     * @throws IOException            when the file cannot be read
     * @throws UnreadableLogException when its first record is no header
     */
    static LogState read(Path file, LogListener listener, Checksum sum, int initial)
            throws IOException, UnreadableLogException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            LogBuffer buffer = new LogBuffer(channel, sum, initial);
            return new BinaryLogReader(buffer, listener).readAll(file);
        }
    }

    private LogState readAll(Path file) throws IOException, UnreadableLogException {
        if (!buffer.hasMore()) {
            return new LogState.Empty();
        }
        try {
            while (buffer.hasMore()) {
                buffer.startRecord();
                readOne();
                records++;
                readRepeated();
            }
            return new LogState.Complete(records, buffer.size());
        } catch (LogBuffer.EndInsideRecord cut) {
            return new LogState.Truncated(records, buffer.recordOffset(), lastMillis);
        } catch (MalformedRecord malformed) {
            String unread = isVersion(version) ? GatlingVersion.unlessOfBinary(version) : "";
            if (header == null) {
                throw new UnreadableLogException(file + " is no simulation.log of Gatling 3.13 or later: "
                        + malformed.getMessage() + " where the header should be" + unread);
            }
            String reason = malformed.getMessage() + unread;
            return new LogState.Corrupt(records, buffer.recordOffset(), buffer.size(), reason);
        }
    }

    private void readRepeated() throws IOException {
        do {
            long count = repeated.read();
            if (count > 0) {
                records += count;
                lastMillis = repeated.lastMillis();
            }
            progress.at(buffer.offset(), buffer.size());
        } while (repeated.isAtEnd() && buffer.getMore());
    }

    /** Reads a record; where the buffer ends inside it, gets more and starts the record again. */
    private void readOne() throws IOException, MalformedRecord, LogBuffer.EndInsideRecord {
        while (true) {
            try {
                record();
                return;
            } catch (LogBuffer.NeedsMore e) {
                buffer.refill();
            }
        }
    }

    private void record() throws MalformedRecord, LogBuffer.NeedsMore {
        int kind = buffer.u8();
        if ((kind == 0) != (header == null)) {
            throw new MalformedRecord(header == null ? "a record of kind " + kind : "a second header");
        }
        switch (kind) {
            case 0 -> run();
            case 1 -> request();
            case 2 -> user();
            case 3 -> group();
            case 4 -> error();
            default -> throw new MalformedRecord("a record of kind " + kind);
        }
    }

    private void run() throws MalformedRecord, LogBuffer.NeedsMore {
        version = string();
        String simulation = string();
        long start = buffer.i64();
        String description = string();
        int count = bounded(buffer.i32(), 0, MOST_SCENARIOS, "scenarios");
        List<String> scenarios = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scenarios.add(string());
        }
        int assertions = bounded(buffer.i32(), 0, MOST_SCENARIOS, "assertions");
        for (int i = 0; i < assertions; i++) {
            buffer.skip(bounded(buffer.i32(), 0, LONGEST_STRING, "bytes of an assertion"));
        }
        if (!isVersion(version)) {
            throw new MalformedRecord("no Gatling version");
        }
        header = new RunHeader(version, simulation, start, description, scenarios);
        listener.run(header);
    }

    private static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    private void request() throws MalformedRecord, LogBuffer.NeedsMore {
        List<String> groups = groups();
        String name = cached();
        int start = buffer.i32();
        int end = buffer.i32();
        boolean ok = flag();
        String message = cached();
        lastMillis = end;
        repeated.request(groups, name, ok, message);
        listener.request(groups, name, start, end, ok, message);
    }

    private void user() throws MalformedRecord, LogBuffer.NeedsMore {
        int scenario = bounded(buffer.i32(), 0, header.scenarios().size() - 1, "as scenario");
        boolean start = flag();
        int time = buffer.i32();
        lastMillis = time;
        listener.user(header.scenarios().get(scenario), start, time);
    }

    private void group() throws MalformedRecord, LogBuffer.NeedsMore {
        List<String> groups = groups();
        int start = buffer.i32();
        int end = buffer.i32();
        buffer.i32(); // cumulated response time: the requests say it better
        boolean ok = flag();
        lastMillis = end;
        repeated.group(groups);
        listener.group(groups, start, end, ok);
    }

    private void error() throws MalformedRecord, LogBuffer.NeedsMore {
        String message = cached();
        int time = buffer.i32();
        lastMillis = time;
        listener.error(message, time);
    }

    private List<String> groups() throws MalformedRecord, LogBuffer.NeedsMore {
        int count = bounded(buffer.i32(), 0, MOST_GROUPS, "groups");
        if (count == 0) {
            return List.of();
        }
        if (count == 1) {
            return cache.alone(cacheIndex());
        }
        if (count == 2) {
            int outer = cacheIndex();
            return cache.pair(outer, cacheIndex());
        }
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = cached();
        }
        return List.of(names);
    }

    private String cached() throws MalformedRecord, LogBuffer.NeedsMore {
        return cache.get(cacheIndex());
    }

    private int cacheIndex() throws MalformedRecord, LogBuffer.NeedsMore {
        int k = buffer.i32();
        if (k < 0) {
            return bounded(-k, 1, cache.size() - 1, "as cached string");
        }
        bounded(k, 1, Math.max(StringCache.MOST_STRINGS, cache.size()), "as new string");
        if (cache.isKnown(k)) { // records that refer to it are no longer those that were read before
            repeated.forget();
            cache.forgetPairs();
        }
        cache.put(k, string());
        return k;
    }

    private String string() throws MalformedRecord, LogBuffer.NeedsMore {
        int length = bounded(buffer.i32(), 0, LONGEST_STRING, "bytes of a string");
        return length == 0 ? "" : buffer.string(length);
    }

    private boolean flag() throws MalformedRecord, LogBuffer.NeedsMore {
        return bounded(buffer.u8(), 0, 1, "as flag") == 1;
    }

    private static int bounded(int value, int least, int most, String what) throws MalformedRecord {
        if (value < least || value > most) {
            throw new MalformedRecord(value + " " + what);
        }
        return value;
    }

    /** Bytes that no Gatling wrote. */
    static final class MalformedRecord extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedRecord(String message) {
            super(message);
        }
    }
}
