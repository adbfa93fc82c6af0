package io.headroom.simlog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text format that Gatling wrote up to 3.12, in constant memory.
 *
 * <p>A record is a line of UTF-8, ended by LF (CR LF where Gatling ran on Windows); a TAB stands between two columns:
 *
 * <pre>
 * ASSERTION  base64                                        (zero or more, first; skipped)
 * RUN        class  id  startEpochMillis  description  gatlingVersion
 * USER       scenario  START|END  epochMillis
 * REQUEST    groups  name  startEpochMillis  endEpochMillis  OK|KO  message
 * GROUP      groups  startEpochMillis  endEpochMillis  cumulatedMillis  OK|KO
 * ERROR      message  epochMillis
 * </pre>
 *
 * <p>Groups have a comma between two, outermost first, and Gatling makes a comma inside a name a space; no groups are no
 * bytes. A description or message that is not there is one space. The scenarios are not in the header.
 *
 * <p>Gatling makes TAB, CR and LF spaces in a request's message only. Columns are therefore taken from the end of the line
 * where free text stands at its start: a TAB in the name of a request or scenario does no harm. An ERROR whose message has
 * several lines is read as one record.
 *
 * <p>3.4 to 3.12 write the same columns. Before 3.4 there was a column more, the virtual user's number: such logs are
 * refused by the version in their header. A later version than 3.12 is read if its lines are like these.
 *
 * <p>The writer buffers 8 KiB and never flushes on a timer: a log whose writer was killed ends at any byte. Only the end of
 * a line tells that a record is whole: {@code 17954783982} may be what is left of {@code 1795478398298}, and any start of
 * a message is a message. So a last line without its end is a cut one, even where it could be read.
 */
final class TextLogReader {

    /** How many bytes tell that a file is such a log. */
    static final int LONGEST_START = 10;

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

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");
    private static final int OLDEST_MAJOR = 3;
    private static final int OLDEST_MINOR = 4;

    private final Path file;
    private final LineBuffer line;
    private final LogListener listener;
    private final SliceCache<String> texts = new SliceCache<>(Function.identity());
    private final SliceCache<List<String>> groupLists = new SliceCache<>(TextLogReader::groupList);
    private final ProgressSteps progress;
    private boolean headerRead;
    private String version = "";
    private long startEpochMillis;
    private long records;
    private int lastMillis;

    private TextLogReader(Path file, LineBuffer line, LogListener listener) {
        this.file = file;
        this.line = line;
        this.listener = listener;
        this.progress = new ProgressSteps(listener);
    }

    /** Whether a file that starts with these bytes is such a log, or what a cut left of one. */
    static boolean isStart(byte[] start) {
        for (byte[] word : FIRST_WORDS) {
            int length = Math.min(start.length, word.length);
            if (length > 0 && Arrays.equals(start, 0, length, word, 0, length)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads a whole log.
     *
     * @throws IOException            when the file cannot be read
     * @throws UnreadableLogException when it has no header, or that of a Gatling before 3.4
     */
    static LogState read(Path file, LogListener listener) throws IOException, UnreadableLogException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new TextLogReader(file, new LineBuffer(channel), listener).readAll();
        }
    }

    private LogState readAll() throws IOException, UnreadableLogException {
        try {
            while (true) {
                switch (line.next()) {
                    case LINE -> {
                        record();
                        records++;
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
        } catch (MalformedLine malformed) {
            if (!headerRead) {
                throw new UnreadableLogException(file + " is no simulation.log of Gatling: " + malformed.getMessage()
                        + " where the header should be");
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

    private static MalformedLine tooLong() {
        return new MalformedLine("a line of more than " + LineBuffer.LONGEST_LINE + " bytes");
    }

    private void record() throws IOException, MalformedLine, CutRecord, UnreadableLogException {
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
            throw new MalformedLine(line.cutWord(RUN) ? "a second header" : "a line of no known kind");
        }
    }

    private void beforeHeader() throws MalformedLine, UnreadableLogException {
        if (line.cutWord(RUN)) {
            run();
        } else if (!line.cutWord(ASSERTION)) {
            throw new MalformedLine("a line of another kind");
        }
    }

    private void run() throws MalformedLine, UnreadableLogException {
        line.cutLast();
        version = supported(line.value(texts));
        line.cutFirst();
        String simulationClass = line.value(texts);
        line.cutFirst(); // the id only names the results folder
        line.cutFirst();
        startEpochMillis = line.number();
        line.cutRest();
        headerRead = true;
        listener.run(new RunHeader(version, simulationClass, startEpochMillis, textOrNone(), List.of()));
    }

    private String supported(String found) throws MalformedLine, UnreadableLogException {
        Matcher parts = VERSION.matcher(found);
        if (!parts.matches()) {
            throw new MalformedLine("no Gatling version");
        }
        int major = Integer.parseInt(parts.group(1));
        int minor = Integer.parseInt(parts.group(2));
        if (major < OLDEST_MAJOR || (major == OLDEST_MAJOR && minor < OLDEST_MINOR)) {
            throw new UnreadableLogException(file + " is a simulation.log of Gatling " + found
                    + ", which wrote other columns; " + GatlingVersion.READ);
        }
        return found;
    }

    private void user() throws MalformedLine {
        line.cutLast();
        int time = millis();
        line.cutLast();
        boolean start = either(START, END);
        line.cutRest();
        lastMillis = time;
        listener.user(line.value(texts), start, time);
    }

    private void request() throws MalformedLine {
        line.cutLast();
        String message = textOrNone();
        line.cutLast();
        boolean ok = either(OK, KO);
        line.cutLast();
        int end = millis();
        line.cutLast();
        int start = millis();
        line.cutFirst();
        List<String> groups = line.value(groupLists);
        line.cutRest();
        lastMillis = end;
        listener.request(groups, line.value(texts), start, end, ok, message);
    }

    private void group() throws MalformedLine {
        line.cutLast();
        boolean ok = either(OK, KO);
        line.cutLast();
        var unused = line.number(); // cumulated response time: the requests say it better
        line.cutLast();
        int end = millis();
        line.cutLast();
        int start = millis();
        line.cutRest();
        lastMillis = end;
        listener.group(line.value(groupLists), start, end, ok);
    }

    private void error() throws IOException, MalformedLine, CutRecord {
        while (!line.endsWithNumber()) {
            takeNextLineIn();
        }
        line.cutLast();
        int time = millis();
        line.cutRest();
        lastMillis = time;
        listener.error(line.value(texts), time);
    }

    /** The message goes on in the next line, unless that is a record of its own. */
    private void takeNextLineIn() throws IOException, MalformedLine, CutRecord {
        switch (line.join()) {
            case LINE -> {
                for (byte[] word : WORDS) {
                    if (line.joinedAt(word)) {
                        throw new MalformedLine("an error without its time");
                    }
                }
                line.cutWord(ERROR);
            }
            case CUT, END -> throw new CutRecord();
            case TOO_LONG -> throw tooLong();
        }
    }

    private int millis() throws MalformedLine {
        long millis = line.number() - startEpochMillis;
        if (millis != (int) millis) {
            throw new MalformedLine("a time " + millis + " ms after the start");
        }
        return (int) millis;
    }

    private boolean either(byte[] yes, byte[] no) throws MalformedLine {
        if (line.is(yes)) {
            return true;
        }
        if (line.is(no)) {
            return false;
        }
        throw new MalformedLine("neither " + text(yes) + " nor " + text(no));
    }

    private String textOrNone() {
        String text = line.value(texts);
        return text.equals(" ") ? "" : text;
    }

    private static List<String> groupList(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    /** The file ends inside the record. */
    private static final class CutRecord extends Exception {
        private static final long serialVersionUID = 1L;

        CutRecord() {
            super(null, null, false, false);
        }
    }
}
