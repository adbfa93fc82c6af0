package io.headroom.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Typed reading that goes on after a problem: the problem is noted with key, value, origin and expectation, and the
 * reference's default is used in its place, so that all problems of all keys are found in one pass. What may hold a secret is
 * not quoted.
 */
final class ConfigReader {

    private final Config config;
    private final Config reference;
    private final Set<String> problems = new LinkedHashSet<>();

    /** Both have {@code headroom} as their root. */
    ConfigReader(Config config, Config reference) {
        this.config = config;
        this.reference = reference;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    String text(String key) {
        return read(key, "text", Config::getString);
    }

    Optional<String> optionalText(String key) {
        return Optional.of(text(key).strip()).filter(text -> !text.isEmpty());
    }

    int integer(String key, int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        return between(
                key, expected, least, most, (source, path) -> isWhole(source, path) ? source.getInt(path) : null);
    }

    long integer(String key) {
        return read(key, "a whole number", (source, path) -> isWhole(source, path) ? source.getLong(path) : null);
    }

    /** The library would cut 1.5 down to 1. */
    private static boolean isWhole(Config source, String path) {
        return source.getString(path).strip().matches("-?\\d+");
    }

    double number(String key, double least, double most) {
        String expected = String.format(Locale.ROOT, "a number from %s to %s", least, most);
        return between(key, expected, least, most, Config::getDouble);
    }

    Duration duration(String key, Duration least, Duration most) {
        String expected = "a duration from " + description(least) + " to " + description(most)
                + ", with its unit, such as 250 ms or 5 s";
        return between(key, expected, least, most, (source, path) -> {
            boolean unitGiven = !source.getString(path).strip().matches("-?[0-9.]+");
            return unitGiven ? source.getDuration(path) : null;
        });
    }

    Path file(String key) {
        return read(key, "a path", (source, path) -> Path.of(source.getString(path)));
    }

    boolean flag(String key) {
        return read(key, "true or false", Config::getBoolean);
    }

    /** A list; where one text is given, as on the command line, its parts between commas. */
    List<String> texts(String key) {
        return read(key, "a list of texts", (source, path) -> {
            if (source.getValue(path).valueType() == ConfigValueType.LIST) {
                return source.getStringList(path);
            }
            return Stream.of(source.getString(path).split(","))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList();
        });
    }

    Map<String, String> table(String key) {
        return read(key, "names with a text each", (source, path) -> {
            Map<String, String> table = new TreeMap<>();
            source.getObject(path).forEach((name, value) -> table.put(name, String.valueOf(value.unwrapped())));
            return table;
        });
    }

    /** One of a closed set, by name. */
    <T extends Enum<T>> T oneOf(String key, T[] all, Function<T, String> word) {
        List<String> words = Stream.of(all).map(word).toList();
        return read(key, "one of " + String.join(", ", words), (source, path) -> {
            int index = words.indexOf(source.getString(path));
            return index < 0 ? null : all[index];
        });
    }

    /** Whether the value comes from the command line, the environment or a finished run, not from a file. */
    boolean isOverridden(String key) {
        ConfigOrigin origin = value(key).origin();
        return origin.filename() == null && origin.resource() == null;
    }

    /** Notes a problem with something that has no key, or whose value may be secret. */
    void problem(String words) {
        problems.add(words);
    }

    /** Notes a problem with a value that was well-formed. */
    void problem(String key, String expected) {
        problems.add(
                path(key) + " = " + shown(key) + " (" + value(key).origin().description() + "); expected " + expected);
    }

    private <T> T read(String key, String expected, Getter<T> getter) {
        String path = path(key);
        if (!config.hasPath(path)) {
            problems.add(path + " is null; expected " + expected);
            return getter.get(reference, path);
        }
        try {
            T value = getter.get(config, path);
            if (value != null) {
                return value;
            }
        } catch (ConfigException | InvalidPathException notOfThatType) {
            // reported below, in the same words as a value out of range
        }
        problem(key, expected);
        return getter.get(reference, path);
    }

    /** Reads a value; nothing when it is well-formed but out of range. */
    private interface Getter<T> {
        T get(Config source, String path);
    }

    /** In place of a value that cannot be used: the default, or the least where another setting rules even that out. */
    private <T extends Comparable<T>> T between(String key, String expected, T least, T most, Getter<T> getter) {
        T value = read(key, expected, (source, path) -> {
            T found = getter.get(source, path);
            return found != null && found.compareTo(least) >= 0 && found.compareTo(most) <= 0 ? found : null;
        });
        return value == null ? least : value;
    }

    private ConfigValue value(String key) {
        return (config.hasPath(path(key)) ? config : reference).getValue(path(key));
    }

    private String shown(String key) {
        boolean secret = key.equals("endpoint.headers");
        return secret
                ? "****"
                : value(key).render(ConfigRenderOptions.concise()).replaceAll("//.*@", "//****@");
    }

    private static String path(String key) {
        return SettingsSource.ROOT + "." + key;
    }

    private static String description(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
