package io.headroom.simlog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the text {@code simulation.log} that Gatling wrote up to 3.12, in constant memory.
 *
 * <p>A record is a line of UTF-8 that ends with LF, or with CR LF where Gatling ran on Windows. Its columns are separated by one TAB;
 * the first column is the kind of the record:
 *
 * <pre>
 * ASSERTION  base64                                        zero or more lines before RUN; skipped here
 * RUN        class  id  startEpochMillis  description  gatlingVersion
 * USER       scenario  START|END  epochMillis
 * REQUEST    groups  name  startEpochMillis  endEpochMillis  OK|KO  message
 * GROUP      groups  startEpochMillis  endEpochMillis  cumulatedMillis  OK|KO
 * ERROR      message  epochMillis
 * </pre>
 *
 * <p>RUN is the header; there is only one. Unlike the header of a binary log, it does not name the scenarios. Times are decimal
 * milliseconds since 1970; {@code cumulatedMillis}, the sum of the response times in a group, is ignored. Groups are separated by
 * commas, outermost first; a request without groups has an empty column. Gatling replaces a comma in the name of a group by a space.
 * A description or message that is not there is written as one space.
 *
 * <p>Gatling replaces TAB, CR and LF by spaces in the message of a request, but in no other text. Where a line begins with free text,
 * its columns are therefore cut off from the end, so that a TAB in the name of a request or scenario does no harm. An ERROR whose
 * message has several lines is read as one record.
 *
 * <p>Some editors take away blanks and TABs at the ends of lines, and with them the last column of a request without a message. Such a
 * line ends with OK or KO after a time, and is read as usual. Empty lines, which only an editor can have added, say nothing.
 *
 * <p>3.4 to 3.12 write the same columns. Before 3.4 there was one more, the number of the virtual user: such logs are refused by the
 * version in their header. A later version than 3.12 is read if its lines are like these.
 *
 * <p>The writer buffers 8 KiB and never flushes on a timer, so a log whose writer was killed ends at any byte. Only the end of its line
 * tells that a record is whole: {@code 17954783982} may be what is left of {@code 1795478398298}, and any start of a message is a
 * message. So a last line without its end is truncated, even if it could be read.
 */
final class TextLogReader {

    /** Number of bytes that tell a text log from other files. */
    static final int LONGEST_START = 13;

    /** Byte order mark of UTF-8. Gatling writes none, but some editors do. */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private static final byte[] ASSERTION = bytes("ASSERTION\t");
    private static final byte[] RUN = bytes("RUN\t");
    private static final byte[] USER = bytes("USER\t");
    private static final byte[] REQUEST = bytes("REQUEST\t");
    private static final byte[] GROUP = bytes("GROUP\t");
    private static final byte[] ERROR = bytes("ERROR\t");
    private static final List<byte[]> FIRST_WORDS = List.of(ASSERTION, RUN);
    private static final List<byte[]> WORDS = List.of(ASSERTION, RUN, USER, REQUEST, GROUP, ERROR);

    private static final byte[] OK = bytes("OK");
    private static final byte[] KO = bytes("KO");
    private static final byte[] START = bytes("START");
    private static final byte[] END = bytes("END");

    private final Path file;
    private final LineBuffer line;
    private final LogListener listener;
    private final TextFields fields;
    private final ProgressReporter progress;
    private boolean headerRead;
    private String version = "";
    private long records;
    private int lastMillis;

    private TextLogReader(Path file, LineBuffer line, LogListener listener) {
        this.file = file;
        this.line = line;
        this.listener = listener;
        this.fields = new TextFields(line);
        this.progress = new ProgressReporter(listener);
    }

    /** Returns whether a file that starts with these bytes is a text log, or may be the truncated start of one. */
    static boolean isStart(byte[] start) {
        int from = startsWith(start, 0, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        return start.length > from && FIRST_WORDS.stream().anyMatch(word -> startsWith(start, from, word));
    }

    /** Returns whether the bytes from {@code from} on are a word, or all that is left of it. */
    private static boolean startsWith(byte[] start, int from, byte[] word) {
        int length = Math.min(start.length - from, word.length);
        return Arrays.equals(start, from, from + length, word, 0, length);
    }

    /**
     * Reads a whole log.
     *
     * @throws IOException            when the file cannot be read
     * @throws UnreadableLogException when it has no header, or the header of a Gatling before 3.4
     */
    static LogState read(Path file, LogListener listener) throws IOException, UnreadableLogException {
        try (LogBytes log = LogBytes.open(file)) {
            return new TextLogReader(file, new LineBuffer(log), listener).readAll();
        }
    }

    private LogState readAll() throws IOException, UnreadableLogException {
        try {
            while (true) {
                switch (line.next()) {
                    case LINE -> {
                        if (!line.isEmpty()) {
                            record();
                            records++;
                        }
                        progress.at(line.lineOffset(), line.size());
                    }
                    case END -> {
                        return atEnd();
                    }
                    case CUT -> {
                        return truncated();
                    }
                    case TOO_LONG -> throw tooLong();
                }
            }
        } catch (CutRecord cut) {
            return truncated();
        } catch (MalformedRecord malformed) {
            if (!headerRead) {
                throw new UnreadableLogException(file + " is no simulation.log of Gatling: " + malformed.getMessage()
                        + " where the header should be; " + GatlingVersion.READ);
            }
            String reason = malformed.getMessage() + GatlingVersion.unlessOfText(version);
            return new LogState.Corrupt(records, line.lineOffset(), line.size(), reason);
        }
    }

    private LogState atEnd() {
        if (records == 0) {
            return new LogState.Empty();
        }
        return headerRead ? new LogState.Complete(records, line.size()) : truncated();
    }

    private LogState truncated() {
        return new LogState.Truncated(records, line.lineOffset(), lastMillis);
    }

    private static MalformedRecord tooLong() {
        return new MalformedRecord("a line of more than " + LineBuffer.LONGEST_LINE + " bytes");
    }

    private void record() throws IOException, MalformedRecord, CutRecord, UnreadableLogException {
        if (!headerRead) {
            beforeHeader();
        } else if (line.cutWord(REQUEST)) {
            request();
        } else if (line.cutWord(GROUP)) {
            group();
        } else if (line.cutWord(USER)) {
            user();
        } else if (line.cutWord(ERROR)) {
            error();
        } else {
            throw new MalformedRecord(line.cutWord(RUN) ? "a second header" : "a line of no known kind");
        }
    }

    private void beforeHeader() throws MalformedRecord, UnreadableLogException {
        var unused = line.cutWord(BYTE_ORDER_MARK);
        if (line.cutWord(RUN)) {
            run();
        } else if (!line.cutWord(ASSERTION)) {
            throw new MalformedRecord("a line of another kind");
        }
    }

    private void run() throws MalformedRecord, UnreadableLogException {
        line.cutLast();
        version = GatlingVersion.requireText(fields.text(), file);
        line.cutFirst();
        String simulationClass = fields.text();
        line.cutFirst(); // the id is only part of the name of the results folder
        line.cutFirst();
        long start = fields.startOfRun();
        line.cutRest();
        headerRead = true;
        listener.run(new RunHeader(version, simulationClass, start, fields.optionalText(), List.of()));
    }

    private void user() throws MalformedRecord {
        line.cutLast();
        int time = fields.millis();
        line.cutLast();
        boolean start = fields.either(START, END);
        line.cutRest();
        lastMillis = time;
        listener.user(fields.text(), start, time);
    }

    private void request() throws MalformedRecord {
        line.cutLast();
        String message = fields.optionalText();
        line.cutLast();
        boolean ok = line.is(OK);
        if (ok || line.is(KO)) {
            line.cutLast();
        } else { // the message was stripped, so that the last column is the one before it
            ok = isOk(message);
            message = "";
        }
        int end = fields.millis();
        line.cutLast();
        int start = fields.millis();
        line.cutFirst();
        List<String> groups = fields.groups();
        line.cutRest();
        lastMillis = end;
        listener.request(groups, fields.text(), start, end, ok, message);
    }

    private static boolean isOk(String column) throws MalformedRecord {
        return switch (column) {
            case "OK" -> true;
            case "KO" -> false;
            default -> throw new MalformedRecord("neither OK nor KO");
        };
    }

    private void group() throws MalformedRecord {
        line.cutLast();
        boolean ok = fields.either(OK, KO);
        line.cutLast();
        var unused = line.number(); // sum of the response times: the requests say it better
        line.cutLast();
        int end = fields.millis();
        line.cutLast();
        int start = fields.millis();
        line.cutRest();
        lastMillis = end;
        listener.group(fields.groups(), start, end, ok);
    }

    private void error() throws IOException, MalformedRecord, CutRecord {
        while (!line.endsWithNumber()) {
            joinNextLine();
        }
        line.cutLast();
        int time = fields.millis();
        line.cutRest();
        lastMillis = time;
        listener.error(fields.text(), time);
    }

    /** Joins the next line, in which the message goes on, unless that line is a record of its own. */
    private void joinNextLine() throws IOException, MalformedRecord, CutRecord {
        switch (line.join()) {
            case LINE -> {
                for (byte[] word : WORDS) {
                    if (line.joinedStartsWith(word)) {
                        throw new MalformedRecord("an error without its time");
                    }
                }
                line.cutWord(ERROR);
            }
            case CUT, END -> throw new CutRecord();
            case TOO_LONG -> throw tooLong();
        }
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** Thrown when the file ends inside the record. */
    private static final class CutRecord extends Exception {
        private static final long serialVersionUID = 1L;

        CutRecord() {
            super(null, null, false, false);
        }
    }
}
