package io.headroom.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Formats times as RFC 3339 defines them, in UTC with milliseconds, such as {@code 2026-11-24T09:30:00.125Z}. Date, hour and minute
 * are formatted once per minute, because requests follow each other within a minute.
 */
final class CsvTime {

    private static final DateTimeFormatter UP_TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int MINUTE_MILLIS = 60_000;

    private long minute = Long.MIN_VALUE;
    private byte[] upToTheMinute = {};

    /**
     * Writes a time of the years 1 to 9999.
     *
     * @return index of the next byte to write
     */
    int put(long epochMillis, byte[] into, int at) {
        long minuteOfTime = Math.floorDiv(epochMillis, MINUTE_MILLIS);
        if (minuteOfTime != minute) {
            minute = minuteOfTime;
            upToTheMinute = UP_TO_THE_MINUTE
                    .format(Instant.ofEpochMilli(minuteOfTime * MINUTE_MILLIS))
                    .getBytes(StandardCharsets.US_ASCII);
        }
        int millis = Math.floorMod(epochMillis, MINUTE_MILLIS);
        System.arraycopy(upToTheMinute, 0, into, at, upToTheMinute.length);
        int next = at + upToTheMinute.length;
        Digits.put(millis / 1000, 2, into, next);
        into[next + 2] = '.';
        Digits.put(millis % 1000, 3, into, next + 3);
        into[next + 6] = 'Z';
        return next + 7;
    }
}
