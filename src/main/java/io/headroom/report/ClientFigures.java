package io.headroom.report;

import io.headroom.console.VisibleText;
import io.headroom.load.ClientStatistics;
import io.headroom.load.ClientStatistics.ActiveTime;
import io.headroom.load.Fairness;
import io.headroom.runlog.RunLog;
import io.headroom.simlog.RunHeader;
import io.headroom.verdict.Findings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The figures of a client, as reports show them. Times are those at which answers came, in UTC, by the common clock of the
 * injectors.
 *
 * @param client       counts and latencies
 * @param served       share of the successes that the client got ÷ share of the load that it offered; empty if not known
 * @param firstSuccess empty if the client had no success
 * @param lastSuccess  empty if the client had no success
 * @param firstError   empty if the client had no error
 * @param lastError    empty if the client had no error
 */
public record ClientFigures(
        ClientStatistics client,
        Optional<Double> served,
        Optional<Instant> firstSuccess,
        Optional<Instant> lastSuccess,
        Optional<Instant> firstError,
        Optional<Instant> lastError) {

    private static final int LONGEST_TEXT = 100;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Returns the figures of all clients, by their number; none for a run without clients. */
    public static List<ClientFigures> of(Findings findings) {
        RunLog log = findings.log();
        long start = log.header().map(RunHeader::startEpochMillis).orElse(0L);
        return log.clients().stream()
                .map(client -> new ClientFigures(
                        client,
                        log.fairness().map(Fairness::shares).map(shares -> shares.get(client.client())),
                        time(client.successes(), start, ActiveTime::firstMillis),
                        time(client.successes(), start, ActiveTime::lastMillis),
                        time(client.failures(), start, ActiveTime::firstMillis),
                        time(client.failures(), start, ActiveTime::lastMillis)))
                .toList();
    }

    private static Optional<Instant> time(ActiveTime span, long startEpochMillis, ToLongFunction<ActiveTime> which) {
        return span.isThere()
                ? Optional.of(Instant.ofEpochMilli(startEpochMillis + which.applyAsLong(span)))
                : Optional.empty();
    }

    /** Formats a time of day, to be read beside others of the same run, e.g. {@code 08:01:02.123}. */
    public static String timeOfDay(Instant time) {
        return TIME.format(time);
    }

    /** Formats a time for machines, e.g. {@code 2026-11-25T08:01:02.123Z}. */
    public static String full(Instant time) {
        return DATE_AND_TIME.format(time);
    }

    /** Formats the time from the first to the last, in times of day; empty if there was none. */
    public static String span(Optional<Instant> first, Optional<Instant> last) {
        return first.map(from -> timeOfDay(from) + " to " + timeOfDay(last.orElse(from)))
                .orElse("");
    }

    /** Lists at most so many kinds of error with their counts, the most frequent first, e.g. {@code 12 refused: HTTP 503; 3 others}. */
    public String errorWords(int most) {
        StringBuilder words = new StringBuilder();
        long told = 0;
        int texts = 0;
        for (var error : client.errors().messages().entrySet()) {
            if (texts++ == most) {
                break;
            }
            words.append(words.isEmpty() ? "" : "; ")
                    .append(error.getValue())
                    .append(' ')
                    .append(oneLine(error.getKey()));
            told += error.getValue();
        }
        long others = client.bad() - told;
        return words + (others > 0 ? "; " + others + (others == 1 ? " other" : " others") : "");
    }

    /** Cuts a text that comes from outside to one line of limited length. */
    private static String oneLine(String text) {
        String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
        return VisibleText.line(cut);
    }
}
