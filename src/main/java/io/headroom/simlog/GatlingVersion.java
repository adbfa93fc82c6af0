package io.headroom.simlog;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows which releases of Gatling wrote which format. Logs of other releases are read too, if their layout is the same. */
final class GatlingVersion {

    static final String READ = "text logs of 3.4 to 3.12 and binary logs of 3.13 to 3.15 are read";

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");
    private static final int MAJOR = 3;
    private static final int OLDEST_TEXT = 4;
    private static final int NEWEST_TEXT = 12;
    private static final int OLDEST_BINARY = 13;
    private static final int NEWEST_BINARY = 15;

    private GatlingVersion() {}

    /**
     * Returns the version in the header of a text log.
     *
     * @throws MalformedRecord        when the text is no version
     * @throws UnreadableLogException when the version wrote other columns
     */
    static String requireText(String version, Path file) throws MalformedRecord, UnreadableLogException {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            throw new MalformedRecord("no Gatling version");
        }
        int major = Integer.parseInt(parts.group(1));
        int minor = Integer.parseInt(parts.group(2));
        if (major < MAJOR || (major == MAJOR && minor < OLDEST_TEXT)) {
            throw new UnreadableLogException(
                    file + " is a simulation.log of Gatling " + version + ", which wrote other columns; " + READ);
        }
        return version;
    }

    /** Returns what to add to the reason why a text log makes no sense: that its version is not known to be read, or nothing. */
    static String unlessOfText(String version) {
        return unlessBetween(OLDEST_TEXT, NEWEST_TEXT, version);
    }

    /** Returns what to add to the reason why a binary log makes no sense: that its version is not known to be read, or nothing. */
    static String unlessOfBinary(String version) {
        return unlessBetween(OLDEST_BINARY, NEWEST_BINARY, version);
    }

    private static String unlessBetween(int oldest, int newest, String version) {
        Matcher parts = VERSION.matcher(version);
        boolean known = parts.matches()
                && Integer.parseInt(parts.group(1)) == MAJOR
                && Integer.parseInt(parts.group(2)) >= oldest
                && Integer.parseInt(parts.group(2)) <= newest;
        return known ? "" : "; Gatling " + version + " wrote it, but " + READ;
    }
}
