package io.headroom.settings;

import com.typesafe.config.ConfigUtil;
import io.headroom.load.Outcome;
import io.headroom.load.StatusOutcomes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads which HTTP statuses stand for another outcome than usual. */
final class StatusReader {

    private static final String KEY = "endpoint.statuses";

    /** The table that holds a setting for each status. */
    static final String PATH = SettingsSource.ROOT + "." + KEY;

    private static final String NAMES = "an HTTP status from " + StatusOutcomes.LEAST + " to " + StatusOutcomes.MOST
            + " as the last part of the key, as in { 404 = refused }";

    private static final ValueType<Outcome> OUTCOME = ValueType.oneOf(
            Stream.of(Outcome.values()).filter(Outcome::isToldByStatus).toArray(Outcome[]::new), StatusReader::word);

    private final ConfigReader reader;

    StatusReader(ConfigReader reader) {
        this.reader = reader;
    }

    StatusOutcomes statuses() {
        Map<Integer, Outcome> changed = new TreeMap<>();
        for (Map.Entry<String, String> entry : reader.table(KEY).entrySet()) {
            String name = entry.getKey();
            String key = KEY + "." + ConfigUtil.joinPath(name);
            if (isStatus(name)) {
                Optional<Outcome> outcome = reader.optional(key, OUTCOME);
                outcome.ifPresent(changedTo -> changed.put(Integer.parseInt(name), changedTo));
            } else if (entry.getValue().equals("null")) {
                reader.problem(SettingsSource.ROOT + "." + key + " is null; expected " + NAMES);
            } else {
                reader.problem(key, NAMES);
            }
        }
        return new StatusOutcomes(changed);
    }

    private static boolean isStatus(String name) {
        return name.matches("[1-9][0-9]{2}")
                && Integer.parseInt(name) >= StatusOutcomes.LEAST
                && Integer.parseInt(name) <= StatusOutcomes.MOST;
    }

    /** Returns the word for an outcome in a setting, e.g. {@code not-ready}. */
    private static String word(Outcome outcome) {
        return outcome.word().replace(' ', '-');
    }
}
