package io.headroom.load;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Load.Messages;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the description of a {@link Load}. There are three forms:
 *
 * <pre>
 *     14 callers
 *     168.00 req/s poisson
 *     1000 messages by 8 callers
 * </pre>
 */
final class LoadParser {

    private static final Pattern DESCRIPTION = Pattern.compile("(?<callers>\\d+) callers?"
            + "|(?<rate>\\d+\\.\\d+) req/s (?<spacing>\\w+)"
            + "|(?<messages>\\d+) messages? by (?<by>\\d+) callers?");

    private LoadParser() {}

    static Optional<Load> parse(String description) {
        Matcher matcher = DESCRIPTION.matcher(description);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            if (matcher.group("callers") != null) {
                return Optional.of(new Callers(Integer.parseInt(matcher.group("callers"))));
            }
            if (matcher.group("rate") != null) {
                double rate = Double.parseDouble(matcher.group("rate"));
                return Spacing.ofWord(matcher.group("spacing")).map(spacing -> new Arrivals(rate, spacing));
            }
            return Optional.of(
                    new Messages(Integer.parseInt(matcher.group("messages")), Integer.parseInt(matcher.group("by"))));
        } catch (IllegalArgumentException outOfRange) { // the label of a simulation that is not ours
            return Optional.empty();
        }
    }
}
