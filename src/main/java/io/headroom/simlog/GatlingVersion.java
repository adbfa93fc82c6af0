package io.headroom.simlog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which releases of Gatling wrote a format. Others are read too, if their layout is the same. */
final class GatlingVersion {

    static final String READ = "text logs of 3.4 to 3.12 and binary logs of 3.13 to 3.15 are read";

    private static final Pattern VERSION = Pattern.compile("3\\.(\\d{1,4})(\\D.*)?");

    private GatlingVersion() {}

    /** What to add to the reason why a text log makes no sense: nothing where its version is known to be read. */
    static String unlessOfText(String version) {
        return unlessBetween(4, 12, version);
    }

    /** What to add to the reason why a binary log makes no sense: nothing where its version is known to be read. */
    static String unlessOfBinary(String version) {
        return unlessBetween(13, 15, version);
    }

    private static String unlessBetween(int oldest, int newest, String version) {
        Matcher parts = VERSION.matcher(version);
        boolean known = parts.matches()
                && Integer.parseInt(parts.group(1)) >= oldest
                && Integer.parseInt(parts.group(1)) <= newest;
        return known ? "" : "; Gatling " + version + " wrote it, but " + READ;
    }
}
