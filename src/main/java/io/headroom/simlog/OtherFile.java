package io.headroom.simlog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a file is that is given in place of a log, by its first bytes, and what to do about it. */
final class OtherFile {

    /** Number of bytes that are looked at. */
    private static final int LOOKED_AT = 4096;

    private static final int LONGEST_QUOTE = 60;
    private static final String OF_GATLING = "a log of Gatling";
    private static final String DECOMPRESS = ", and name the file that comes out of it";
    private static final String NAME_THE_RUN = "; name the run's folder, or the simulation.log in it";
    private static final String NO_GATLING = "; only logs of Gatling are read";

    /** Files that are told by bytes at a fixed place. */
    private static final List<Magic> MAGIC = List.of(
            new Magic(0, "504b0304", "a zip archive; unpack it first (unzip)" + DECOMPRESS),
            // a log that was compressed once is read
            new Magic(0, "1f8b", "compressed by gzip once more; decompress it first (gunzip)" + DECOMPRESS),
            new Magic(0, "28b52ffd", "compressed by zstd; decompress it first (unzstd)" + DECOMPRESS),
            new Magic(0, "fd377a585a00", "compressed by xz; decompress it first (unxz)" + DECOMPRESS),
            new Magic(0, "425a68", "compressed by bzip2; decompress it first (bunzip2)" + DECOMPRESS),
            new Magic(0, "377abcaf271c", "a 7-Zip archive; unpack it first (7z x)" + DECOMPRESS),
            new Magic(0, "04224d18", "compressed by lz4; decompress it first (unlz4)" + DECOMPRESS),
            new Magic(257, "7573746172", "a tar archive; unpack it first (tar xf)" + DECOMPRESS),
            new Magic(0, "fffe", "text in UTF-16; convert it to UTF-8 first, or take the file that Gatling wrote"),
            new Magic(0, "feff", "text in UTF-16; convert it to UTF-8 first, or take the file that Gatling wrote"));

    /** Files that are told by their first lines; the first pattern that is found decides. */
    private static final List<Start> TEXTS = List.of(
            new Start(
                    "(?m)^[^\\t\\n]+\\t[^\\t\\n]*\\tRUN\\t\\d+\\t[^\\n]*\\t(\\d[^\\t\\s]*)\\s*$",
                    OF_GATLING + " %s, which wrote other columns; " + GatlingVersion.READ),
            new Start(
                    "^(?:RUN|ASSERTION) +\\S",
                    OF_GATLING
                            + " whose TABs were replaced by blanks, so that its columns cannot be told; take the file that"
                            + " Gatling wrote"),
            new Start(
                    "^(?:USER|REQUEST|GROUP|ERROR)\\t",
                    OF_GATLING
                            + " without its first line, RUN, which tells its version and its start; take the whole file"),
            new Start(
                    "(?i)^\\s*(?:<!doctype html|<html)",
                    "a web page, not the log that a report is made of" + NAME_THE_RUN),
            new Start("^\\s*<\\?xml[^>]*>\\s*<testResults|^\\s*<testResults", "a result of JMeter" + NO_GATLING),
            new Start("^\\s*<\\?xml", "XML" + NO_GATLING),
            new Start(
                    "^\\s*\\{\\s*\"schema\"\\s*:\\s*\"headroom",
                    "a file that Headroom wrote beside a log" + NAME_THE_RUN),
            new Start("^\\s*\\{[^\\n]*\"type\"\\s*:\\s*\"(?:Metric|Point)\"", "a result of k6" + NO_GATLING),
            new Start(
                    "^\\s*\\{[\\s\\S]*\"numberOfRequests\"",
                    "the statistics of Gatling's report, not the log that they are made of" + NAME_THE_RUN),
            new Start("^\\s*[\\[{]", "JSON" + NO_GATLING),
            new Start("^timeStamp[,;\\t]", "a result of JMeter" + NO_GATLING),
            new Start("^metric_name,timestamp,", "a result of k6" + NO_GATLING),
            new Start("^Type,Name,Request Count,", "a result of Locust" + NO_GATLING));

    private record Magic(int offset, String hex, String what) {
        boolean isIn(byte[] start) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            return start.length >= offset + bytes.length
                    && Arrays.equals(start, offset, offset + bytes.length, bytes, 0, bytes.length);
        }
    }

    /**
     * @param regex of the first lines; its group, if it has one, is put into {@code what}
     */
    private record Start(Pattern regex, String what) {
        Start(String regex, String what) {
            this(Pattern.compile(regex), what);
        }

        private String what(Matcher found) {
            return found.groupCount() == 0 ? what : what.formatted(found.group(1));
        }
    }

    private OtherFile() {}

    /** Returns the exception that tells what the file is. */
    static UnreadableLogException unreadable(Path file) throws IOException {
        String what = what(LogBytes.start(file, LOOKED_AT));
        String which = LogBytes.isCompressed(file) ? file + ", once decompressed," : file.toString();
        return new UnreadableLogException(
                which + (what.startsWith(OF_GATLING) ? " is " : " is no simulation.log of Gatling: it is ") + what);
    }

    private static String what(byte[] start) {
        for (Magic magic : MAGIC) {
            if (magic.isIn(start)) {
                return magic.what();
            }
        }
        String text = new String(start, StandardCharsets.UTF_8);
        for (Start known : TEXTS) {
            Matcher found = known.regex().matcher(text);
            if (found.find()) {
                return known.what(found);
            }
        }
        return unknown(start, text) + "; " + GatlingVersion.READ;
    }

    private static String unknown(byte[] start, String text) {
        String firstLine = text.lines().findFirst().orElse("");
        boolean printable = firstLine.chars().noneMatch(c -> (c != '\t' && Character.isISOControl(c)) || c == '\ufffd');
        if (!printable) {
            return "no text, and begins with the bytes "
                    + HexFormat.ofDelimiter(" ").formatHex(start, 0, Math.min(start.length, 8));
        }
        String line = firstLine.replace('\t', ' ');
        return "text that begins with \""
                + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...") + '"';
    }
}
