package io.headroom.simlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Checksum;

/**
 * Reads the binary {@code simulation.log} that Gatling writes since 3.13, in constant memory.
 *
 * <p>A log is a sequence of records. There is no magic number, no length of a record and no checksum. A record begins with one byte
 * that tells its kind. The first record is RUN, the header, and there is only one of it.
 *
 * <pre>
 * RUN      u8      kind = 0
 *          string  version of Gatling, e.g. 3.15.1
 *          string  class of the simulation
 *          i64     start of the run, milliseconds since 1970
 *          string  description of the run, often empty
 *          i32     n; then n × string: names of the scenarios
 *          i32     m; then m × (i32 length, bytes[length]): assertions, skipped here
 *
 * REQUEST  u8      kind = 1
 *          i32     g; then g × cached: names of the groups around the request, outermost first
 *          cached  name
 *          i32     start
 *          i32     end
 *          u8      1 when the request succeeded, 0 when it failed
 *          cached  why it failed; empty when it succeeded
 *
 * USER     u8      kind = 2
 *          i32     scenario: index into the names in the header, from 0
 *          u8      1 when a virtual user starts, 0 when it ends
 *          i32     time
 *
 * GROUP    u8      kind = 3; written when a virtual user leaves a group
 *          i32     g; then g × cached: names of the groups around it, outermost first, and its own
 *          i32     start
 *          i32     end
 *          i32     sum of the response times in it, milliseconds; ignored here
 *          u8      1 when nothing in it failed, otherwise 0
 *
 * ERROR    u8      kind = 4; an error outside any request
 *          cached  message
 *          i32     time
 * </pre>
 *
 * <p>Times are milliseconds after the start of the run. The types are:
 *
 * <pre>
 * u8, i32, i64   unsigned byte; signed integers of 4 and 8 bytes, big-endian
 * string         i32 length; where length is above 0: bytes[length], u8 coder
 *                coder 0: Latin-1; 1: UTF-16 in the byte order of the machine that wrote the log
 * cached         i32 k; where k is above 0: a string, which becomes entry k of the cache
 *                k below 0: entry −k of the cache; 0 is never written
 * </pre>
 *
 * <p>The layout is the same from 3.13.1 to 3.15.1, so any version is read whose records have this layout.
 *
 * <p>The writer buffers 8 KiB and never flushes on a timer, so a log whose writer was killed ends at any byte. A log that ends where
 * a record would begin is complete. One that ends inside a record is truncated: the part of the last record is dropped. Bytes that
 * cannot be a record (an unknown kind, a length or an index out of bounds, a flag other than 0 and 1) make the log corrupt from
 * there on; what comes before is kept. Every length is checked against a bound, and its bytes are in memory, before anything is
 * allocated for it.
 */
final class BinaryLogReader {

    private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}(\\D.*)?");
    private static final int MOST_SCENARIOS = 10_000;

    private final LogBuffer buffer;
    private final LogListener listener;
    private final RecordBatchReader batches;
    private final BinaryStrings strings;
    private final ProgressReporter progress;
    private RunHeader header;
    private String version = "";
    private long records;
    private int lastMillis;

    private BinaryLogReader(LogBuffer buffer, LogListener listener) {
        this.buffer = buffer;
        this.listener = listener;
        this.batches = new RecordBatchReader(buffer, listener);
        this.strings = new BinaryStrings(buffer, batches);
        this.progress = new ProgressReporter(listener);
    }

    /** Returns whether a file that starts with these bytes is a binary log, or may become one: it is empty, or has a header. */
    static boolean isStart(byte[] start) {
        return start.length == 0 || start[0] == 0;
    }

    /**
     * Reads a whole log that {@link #isStart starts} as one.
     *
     * @param checksum     updated with every byte that is read
     * @param initialBytes initial size of the buffer
     * @throws IOException            when the file cannot be read
     * @throws UnreadableLogException when its header makes no sense
     */
    static LogState read(Path file, LogListener listener, Checksum checksum, int initialBytes)
            throws IOException, UnreadableLogException {
        try (LogBytes log = LogBytes.open(file)) {
            LogBuffer buffer = new LogBuffer(log, checksum, initialBytes);
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
                readRecord();
                records++;
                readBatches();
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

    /** Reads the records that repeat those before them, until another record comes. */
    private void readBatches() throws IOException {
        do {
            long count = batches.read();
            if (count > 0) {
                records += count;
                lastMillis = batches.lastMillis();
            }
            progress.at(buffer.offset(), buffer.size());
        } while (batches.isAtEnd() && buffer.readMore());
    }

    /** Reads one record. Where the buffer ends inside the record, fills the buffer and starts the record again. */
    private void readRecord() throws IOException, MalformedRecord, LogBuffer.EndInsideRecord {
        while (true) {
            try {
                decodeRecord();
                return;
            } catch (LogBuffer.Underflow e) {
                buffer.refill();
            }
        }
    }

    private void decodeRecord() throws MalformedRecord, LogBuffer.Underflow {
        int kind = buffer.u8();
        if (kind == 0 && header != null) {
            throw new MalformedRecord("a second header");
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

    private void run() throws MalformedRecord, LogBuffer.Underflow {
        version = strings.string();
        String simulation = strings.string();
        long start = buffer.i64();
        String description = strings.string();
        int count = MalformedRecord.requireWithin(0, MOST_SCENARIOS, buffer.i32(), "scenarios");
        List<String> scenarios = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scenarios.add(strings.string());
        }
        int assertions = MalformedRecord.requireWithin(0, MOST_SCENARIOS, buffer.i32(), "assertions");
        for (int i = 0; i < assertions; i++) {
            buffer.skip(MalformedRecord.requireWithin(0, BinaryStrings.LONGEST, buffer.i32(), "bytes of an assertion"));
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

    private void request() throws MalformedRecord, LogBuffer.Underflow {
        List<String> groups = strings.groups();
        String name = strings.cached();
        int start = buffer.i32();
        int end = buffer.i32();
        boolean ok = flag();
        String message = strings.cached();
        lastMillis = end;
        batches.expectRequest(groups, name, ok, message);
        listener.request(groups, name, start, end, ok, message);
    }

    private void user() throws MalformedRecord, LogBuffer.Underflow {
        int scenario = MalformedRecord.requireWithin(0, header.scenarios().size() - 1, buffer.i32(), "as scenario");
        boolean start = flag();
        int time = buffer.i32();
        lastMillis = time;
        listener.user(header.scenarios().get(scenario), start, time);
    }

    private void group() throws MalformedRecord, LogBuffer.Underflow {
        List<String> groups = strings.groups();
        int start = buffer.i32();
        int end = buffer.i32();
        buffer.i32(); // sum of the response times: the requests say it better
        boolean ok = flag();
        lastMillis = end;
        batches.expectGroup(groups);
        listener.group(groups, start, end, ok);
    }

    private void error() throws MalformedRecord, LogBuffer.Underflow {
        String message = strings.cached();
        int time = buffer.i32();
        lastMillis = time;
        listener.error(message, time);
    }

    private boolean flag() throws MalformedRecord, LogBuffer.Underflow {
        return MalformedRecord.requireWithin(0, 1, buffer.u8(), "as flag") == 1;
    }
}
