package io.headroom.export;

import io.headroom.console.VisibleText;
import io.headroom.load.Outcome;
import io.headroom.load.Step;
import io.headroom.run.Csv;
import io.headroom.run.FileMark;
import io.headroom.run.IoReason;
import io.headroom.runlog.ReadingProgress;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Writes requests as CSV in UTF-8, with quotes and line ends as {@link Csv} has them. The first line holds the names of the columns.
 * Times are UTC as RFC 3339 defines them. Nothing between two commas is what a database calls NULL; an empty text is {@code ""}.
 *
 * <p>A run may have hundreds of millions of requests. Numbers and times are therefore written digit by digit into a buffer, and text
 * cells, which repeat, are quoted and encoded once and kept as bytes.
 *
 * <p>A file holds text as it is in the log. What is printed may reach a terminal or the log of a pipeline, and commands neither.
 */
final class CsvRequests implements RequestSink {

    private static final String COLUMNS = Csv.line(
            List.of("run", "client", "sequence", "time", "latency", "state", "error", "step", "name", "groups"));

    private static final byte[] HEADER = bytes(COLUMNS + Csv.LINE_END);

    /** The mark of such files. */
    static final FileMark MARK = FileMark.beginning("a file of records", "\uFEFF?" + Pattern.quote(COLUMNS));

    private static final int BUFFER_BYTES = 1 << 16;

    /** Exceeds the bytes that the sequence, time and latency of a row can have. */
    private static final int NUMBERS_BYTES = 128;

    private final OutputStream out;
    private final UnaryOperator<String> shown;
    private final byte[] run;
    private final byte[][] states;
    private final CsvTime time = new CsvTime();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int length;
    private RequestContext lastContext;
    private byte[] beforeSequence = {};
    private byte[] afterError = {};
    private String lastError = "";
    private byte[] errorCell = cell(lastError);

    private CsvRequests(String run, OutputStream out, UnaryOperator<String> shown) throws IOException {
        this.out = out;
        this.shown = shown;
        this.run = cell(shown.apply(run));
        this.states = Arrays.stream(Outcome.values())
                .map(state -> bytes("," + state.word() + ","))
                .toArray(byte[][]::new);
        put(HEADER);
    }

    /**
     * Writes all requests into a file.
     *
     * @throws IOException            if a log cannot be read
     * @throws UnreadableLogException if a file is no longer a log
     * @throws ExportException        if the file cannot be written
     */
    static void write(RunRecords records, UnfinishedFile file, ReadingProgress progress)
            throws IOException, UnreadableLogException, ExportException {
        try (OutputStream out = open(file.temporary())) {
            write(new CsvRequests(records.run(), out, UnaryOperator.identity()), records, progress, file::isAbandoned);
        }
    }

    private static OutputStream open(Path file) throws ExportException {
        try {
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new ExportException(IoReason.of(e), e);
        }
    }

    /**
     * Prints all requests, with text on one line and escaped as {@link VisibleText} does it.
     *
     * @throws IOException            if a log cannot be read
     * @throws UnreadableLogException if a file is no longer a log
     * @throws ExportException        if the stream cannot be written
     */
    static void print(RunRecords records, OutputStream out, ReadingProgress progress)
            throws IOException, UnreadableLogException, ExportException {
        write(new CsvRequests(records.run(), out, VisibleText::line), records, progress, () -> false);
    }

    private static void write(CsvRequests csv, RunRecords records, ReadingProgress progress, BooleanSupplier abandoned)
            throws IOException, UnreadableLogException, ExportException {
        records.writeTo(csv, progress, abandoned);
        try {
            csv.flush();
        } catch (IOException e) {
            throw new ExportException(IoReason.of(e), e);
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // an equal context that is another object only costs time
    public void add(
            RequestContext context,
            long sequence,
            long startEpochMillis,
            int latencyMillis,
            Outcome state,
            String error)
            throws IOException {
        if (context != lastContext) {
            prepare(context);
        }
        put(beforeSequence);
        ensureRoom(NUMBERS_BYTES);
        length = Digits.put(sequence, buffer, length);
        buffer[length++] = ',';
        length = time.put(startEpochMillis, buffer, length);
        buffer[length++] = ',';
        length = Digits.put(latencyMillis, buffer, length);
        put(states[state.ordinal()]);
        if (state != Outcome.OK) {
            put(errorCell(error));
        }
        put(afterError);
    }

    private void prepare(RequestContext context) {
        lastContext = context;
        beforeSequence = bytes(text(run) + "," + text(cell(shown.apply(context.client()))) + ",");
        String step = context.step().map(Step::number).map(String::valueOf).orElse("");
        String groups = context.groups().isEmpty() ? "" : text(cell(shown.apply(context.groups())));
        afterError = bytes("," + step + "," + text(cell(shown.apply(context.name()))) + "," + groups + Csv.LINE_END);
    }

    private byte[] errorCell(String error) {
        if (!error.equals(lastError)) {
            lastError = error;
            errorCell = cell(shown.apply(error));
        }
        return errorCell;
    }

    /** Returns the bytes of a cell. An empty text has quotes, which tell it from NULL. */
    static byte[] cell(String text) {
        return bytes(text.isEmpty() ? "\"\"" : Csv.cell(text));
    }

    private void put(byte[] bytes) throws IOException {
        if (bytes.length > BUFFER_BYTES) {
            flush();
            out.write(bytes);
            return;
        }
        ensureRoom(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void ensureRoom(int bytes) throws IOException {
        if (length + bytes > BUFFER_BYTES) {
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
