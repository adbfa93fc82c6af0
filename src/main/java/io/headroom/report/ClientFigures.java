package io.headroom.report;

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
 * What a client sent and got back, as reports show it. Times are those at which answers came, in UTC, by the clock of all
 * injectors.
 *
 * @param client       its figures
 * @param served       what it got of the successes, divided by what it was due for what it offered; nothing where that cannot be told
 * @param firstSuccess nothing where it had none
 * @param lastSuccess  likewise
 * @param firstError   likewise
 * @param lastError    likewise
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

    /** Those of all clients, by their number; none in a run without clients. */
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

    /** A time of day, to be read beside others of the same run, e.g. {@code 08:01:02.123}. */
    public static String timeOfDay(Instant time) {
        return TIME.format(time);
    }

    /** For machines, e.g. {@code 2026-11-25T08:01:02.123Z}. */
    public static String full(Instant time) {
        return DATE_AND_TIME.format(time);
    }

    /** From the first to the last in times of day; empty where there was none. */
    public static String span(Optional<Instant> first, Optional<Instant> last) {
        return first.map(from -> timeOfDay(from) + " to " + timeOfDay(last.orElse(from)))
                .orElse("");
    }

    /** What failed and how often, the most frequent first, e.g. {@code 12 refused: HTTP 503; 3 others}. */
    public String errorWords(int most) {
        StringBuilder words = new StringBuilder();
        long told = 0;
        int texts = 0;
        for (var error : client.errors().entrySet()) {
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

    /** Texts come from anywhere. */
    private static String oneLine(String text) {
        String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
        return cut.replaceAll("\\p{Cntrl}", " ");
    }
}
