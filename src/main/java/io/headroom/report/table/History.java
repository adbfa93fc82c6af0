package io.headroom.report.table;

import io.headroom.run.FileMark;
import io.headroom.run.SmallFile;
import io.headroom.run.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The history of all runs in a results folder: the file {@code history.tsv}, with a line for each run. Runs that end at the same
 * time, in one process or in several, wait for each other, and the file is replaced as a whole.
 *
 * @param resultsFolder folder that holds the folders of the runs
 */
public record History(Path resultsFolder) {

    /** Name of the file, which is in the results folder. */
    public static final String FILE = "history.tsv";

    private static final Object IN_THIS_PROCESS = new Object();

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The first line of every version of the file has this column. A spreadsheet may have added a byte order mark. */
    private static final FileMark MARK = FileMark.beginning(
            "a history of Headroom", BYTE_ORDER_MARK + "?([^\\n]*\\t)?" + HistoryLine.CAPACITY + "[\\t\\r\\n]");

    /** The lines of tens of thousands of runs. */
    private static final int LARGEST = 1 << 23;

    private static final String LOCK = ".history.lock";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    /** Reads the lines of all runs while no other run can change them. */
    public interface HistoryReader {
        /** Called with the lines in the order in which the runs ended. */
        void read(List<HistoryLine> lines) throws IOException;
    }

    /** Returns the path of the file. */
    public Path file() {
        return resultsFolder.resolve(FILE);
    }

    /**
     * Adds the line of a run, or replaces the line of the same run.
     *
     * @param then called with all lines before another run can add its own
     */
    public void put(HistoryLine line, HistoryReader then) throws IOException {
        synchronized (IN_THIS_PROCESS) {
            try (FileChannel lockFile = FileChannel.open(
                    resultsFolder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                awaitLock(lockFile); // closing the file releases the lock
                List<HistoryLine> lines = lines();
                replace(lines, line);
                WholeFile.write(file(), text(lines).getBytes(StandardCharsets.UTF_8), MARK);
                then.read(List.copyOf(lines));
            }
        }
    }

    /** Gives up after {@link #PATIENCE}, so that a run that hangs while it holds the lock does not block all others. */
    private static void awaitLock(FileChannel lockFile) throws IOException {
        long start = System.nanoTime();
        while (lockFile.tryLock() == null) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IOException("another run has held " + LOCK + " for " + PATIENCE.toSeconds()
                        + " s; this run is not in the history");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static void replace(List<HistoryLine> lines, HistoryLine line) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).cell(HistoryLine.RUN).equals(line.cell(HistoryLine.RUN))) {
                lines.set(i, line);
                return;
            }
        }
        lines.add(line);
    }

    /** Returns the lines of the runs so far. Columns of other versions that no longer exist are dropped. */
    List<HistoryLine> lines() throws IOException {
        List<HistoryLine> lines = new ArrayList<>();
        if (Files.exists(file())) {
            List<String> written = written();
            for (String line : written.subList(Math.min(1, written.size()), written.size())) {
                lines.add(line(written.get(0).split("\t", -1), line.split("\t", -1)));
            }
        }
        return lines;
    }

    /** Returns the lines of the file. A spreadsheet may have added a byte order mark and empty lines to it. */
    private List<String> written() throws IOException {
        try {
            if (Files.size(file()) > LARGEST) {
                throw new IOException(
                        file() + " has more than " + LARGEST + " bytes and is left as it is, so that no run is added to"
                                + " it; move it away, and a new one begins with the next run");
            }
            String text = decoded(SmallFile.bytes(file(), LARGEST));
            return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (CharacterCodingException e) {
            throw new IOException(
                    file() + " is not in UTF-8 and is left as it is; convert it to UTF-8, or move it away", e);
        }
    }

    /** Decodes the text strictly: what is replaced silently would be lost when the file is written again. */
    private static String decoded(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    private static HistoryLine line(String[] columns, String[] cells) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < Math.min(columns.length, cells.length); i++) {
            named.put(columns[i], cells[i]);
        }
        return new HistoryLine(HistoryLine.COLUMNS.stream()
                .map(column -> named.getOrDefault(column, ""))
                .toList());
    }

    private static String text(List<HistoryLine> lines) {
        List<String> all = new ArrayList<>(List.of(Delimiter.TAB.line(HistoryLine.COLUMNS)));
        lines.forEach(line -> all.add(Delimiter.TAB.line(line.cells())));
        return all.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
