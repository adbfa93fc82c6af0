package io.headroom.export;

import io.headroom.load.Outcome;
import io.headroom.load.Step;
import io.headroom.runlog.ReadingProgress;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Requests in CSV as RFC 4180 has it: UTF-8, the names of the columns in the first line, lines that end with CR LF, quotes
 * where a comma, a quote or a line break stands in a cell. Times are UTC, as RFC 3339 has them. Nothing between two commas is
 * what a database calls NULL; an empty text is {@code ""}.
 *
 * <p>Numbers and times are written digit by digit, and the cells that repeat are kept as bytes: there are hundreds of millions
 * of them.
 */
final class CsvRequests implements RequestSink {

    private static final String LINE_END = "\r\n";
    private static final byte[] HEADER =
            bytes("run,client,sequence,time,latency,state,error,step,name,groups" + LINE_END);

    private static final int BUFFER = 1 << 16;

    /** Room for the numbers of a row. */
    private static final int NUMBERS = 128;

    private final OutputStream out;
    private final byte[] run;
    private final byte[][] states;
    private final CsvTime time = new CsvTime();
    private final byte[] buffer = new byte[BUFFER];
    private int length;
    private Origin lastOrigin;
    private byte[] beforeSequence = {};
    private byte[] afterError = {};
    private String lastError = "";
    private byte[] error = cell(lastError);

    private CsvRequests(String run, OutputStream out) throws IOException {
        this.out = out;
        this.run = cell(run);
        this.states = Arrays.stream(Outcome.values())
                .map(state -> bytes("," + state.word() + ","))
                .toArray(byte[][]::new);
        System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
        length = HEADER.length;
    }

    /** Writes all requests into a file. */
    static void write(RunRecords records, UnfinishedFile file, ReadingProgress progress)
            throws IOException, UnreadableLogException, ExportException {
        try (OutputStream out = open(file.temporary())) {
            write(records, out, progress, file::isAbandoned);
        }
    }

    private static OutputStream open(Path file) throws ExportException {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw new ExportException(e.toString(), e);
        }
    }

    /** Writes all requests into a stream. */
    static void write(RunRecords records, OutputStream out, ReadingProgress progress, BooleanSupplier abandoned)
            throws IOException, UnreadableLogException, ExportException {
        CsvRequests csv = new CsvRequests(records.run(), out);
        records.writeTo(csv, progress, abandoned);
        try {
            csv.flush();
        } catch (IOException e) {
            throw new ExportException(e.getMessage(), e);
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // what is equal but not the same only costs time
    public void add(
            Origin origin, long sequence, long startEpochMillis, int latencyMillis, Outcome state, String failure)
            throws IOException {
        if (origin != lastOrigin) {
            begin(origin);
        }
        put(beforeSequence);
        room(NUMBERS);
        length = Digits.put(sequence, buffer, length);
        buffer[length++] = ',';
        length = time.put(startEpochMillis, buffer, length);
        buffer[length++] = ',';
        length = Digits.put(latencyMillis, buffer, length);
        put(states[state.ordinal()]);
        if (state != Outcome.OK) {
            put(error(failure));
        }
        put(afterError);
    }

    private void begin(Origin origin) {
        lastOrigin = origin;
        beforeSequence = bytes(text(run) + "," + text(cell(origin.client())) + ",");
        String step = origin.step().map(Step::number).map(String::valueOf).orElse("");
        String groups = origin.groups().isEmpty() ? "" : text(cell(origin.groups()));
        afterError = bytes("," + step + "," + text(cell(origin.name())) + "," + groups + LINE_END);
    }

    private byte[] error(String failure) {
        if (!failure.equals(lastError)) {
            lastError = failure;
            error = cell(failure);
        }
        return error;
    }

    /** A cell's bytes; an empty text has quotes, to be told from none. */
    static byte[] cell(String text) {
        return bytes(text.isEmpty() ? "\"\"" : StringEscapeUtils.escapeCsv(text));
    }

    private void put(byte[] bytes) throws IOException {
        if (bytes.length > BUFFER) {
            flush();
            out.write(bytes);
            return;
        }
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void room(int wanted) throws IOException {
        if (length + wanted > BUFFER) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, length);
        out.flush();
        length = 0;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
