package io.headroom.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.headroom.endpoint.ShownUrl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Tells which keys exist: those of the reference. Every other key under {@code headroom} is a mistake. */
final class KnownKeys {

    private static final String HEADERS = "headroom.endpoint.headers";

    /** Tables whose keys are chosen by the user. */
    private static final Set<String> TABLES = Set.of(HEADERS, StatusReader.PATH);

    /** Settings whose values are URLs, or parts of them. */
    private static final Set<String> URLS =
            Set.of("headroom.endpoint.url", "headroom.endpoint.readiness-path", "headroom.clients.stand-in");

    private static final Set<String> SECRETS = Set.of("headroom.endpoint.key", "headroom.endpoint.api-key");

    private KnownKeys() {}

    /** Returns a problem for every key that does not exist, with the nearest one that does. */
    static List<String> problems(Config config) {
        Map<String, ConfigValue> known = leaves(SettingsSource.reference());
        Set<String> names = new TreeSet<>(known.keySet());
        names.addAll(TABLES);
        List<String> problems = new ArrayList<>();
        leaves(config).forEach((key, value) -> {
            String where = " (" + value.origin().description() + ")";
            if (SECRETS.contains(key)) {
                problems.add(
                        key + where + " is refused: the command line shows in the process list, and a settings file"
                                + " gets committed. Put the key into " + SettingsSource.KEY_VARIABLE
                                + ", or into a file named by headroom.endpoint.key-file");
            } else if (!names.contains(key) && !isInTable(key)) {
                problems.add(key + where + " is no setting; did you mean " + nearest(key, names) + "?");
            }
        });
        return problems;
    }

    private static boolean isInTable(String key) {
        return TABLES.stream().anyMatch(table -> key.startsWith(table + "."));
    }

    /**
     * Returns every setting by its key, without the headers and the queries of URLs, which may hold secrets. The word for none is
     * {@link Settings#NONE} alone, as it is read, so that the blanks around it do not change a fingerprint. A status whose outcome is
     * {@link Settings#NONE} is left out, as one that is not set.
     */
    static Map<String, Object> flatten(Config config) {
        Map<String, Object> flat = new TreeMap<>();
        leaves(config.withoutPath(HEADERS)).forEach((key, value) -> flat.put(key, plain(value.unwrapped())));
        flat.entrySet().removeIf(entry -> isInTable(entry.getKey()) && Settings.NONE.equals(entry.getValue()));
        URLS.forEach(key -> flat.computeIfPresent(key, (same, url) -> ShownUrl.bare(url.toString())));
        return flat;
    }

    /**
     * Returns a value of a setting as it can be shown: URLs without secrets, also where none is expected.
     *
     * @param value as the library unwraps it
     */
    static Object shown(String key, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(each -> shown(key, each)).toList();
        }
        return value instanceof String text && (URLS.contains(key) || text.contains("://")) ? ShownUrl.of(text) : value;
    }

    private static Object plain(Object value) {
        return Settings.isNone(value) ? Settings.NONE : value;
    }

    private static String nearest(String key, Set<String> names) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return names.stream()
                .min(Comparator.comparingInt(name -> distance.apply(key, name)))
                .orElseThrow();
    }

    private static Map<String, ConfigValue> leaves(Config config) {
        Map<String, ConfigValue> leaves = new TreeMap<>();
        collect(SettingsSource.ROOT, config.root().get(SettingsSource.ROOT), leaves);
        return leaves;
    }

    private static void collect(String path, ConfigValue value, Map<String, ConfigValue> leaves) {
        if (value != null && value.valueType() == ConfigValueType.OBJECT) {
            ((ConfigObject) value).forEach((name, child) -> collect(path + "." + name, child, leaves));
        } else if (value != null) {
            leaves.put(path, value);
        }
    }
}
