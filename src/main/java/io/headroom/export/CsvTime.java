package io.headroom.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as RFC 3339 has them, in UTC, with milliseconds. What is before the second is worked out once a minute. */
final class CsvTime {

    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int MINUTE_MILLIS = 60_000;

    private long minute = Long.MIN_VALUE;
    private byte[] toTheMinute = {};

    /**
     * Writes a time of the years 1 to 9999.
     *
     * @return where the next byte goes
     */
    int put(long epochMillis, byte[] into, int at) {
        long ofMinute = Math.floorDiv(epochMillis, MINUTE_MILLIS);
        if (ofMinute != minute) {
            minute = ofMinute;
            toTheMinute = TO_THE_MINUTE
                    .format(Instant.ofEpochMilli(ofMinute * MINUTE_MILLIS))
                    .getBytes(StandardCharsets.US_ASCII);
        }
        int millis = Math.floorMod(epochMillis, MINUTE_MILLIS);
        System.arraycopy(toTheMinute, 0, into, at, toTheMinute.length);
        int next = at + toTheMinute.length;
        Digits.put(millis / 1000, 2, into, next);
        into[next + 2] = '.';
        Digits.put(millis % 1000, 3, into, next + 3);
        into[next + 6] = 'Z';
        return next + 7;
    }
}
