package io.headroom.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.headroom.endpoint.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads settings of given types, and goes on after a problem. A problem is noted with key, value, origin and expectation, and
 * the default takes the place of the value, so that one pass finds the problems of all keys. A value that may hold a secret
 * is not quoted.
 *
 * <p>The default of an optional key is the word {@code none}. A source can use the same word to switch off the value that a
 * source below it sets.
 */
final class ConfigReader {

    private static final String OR_NONE = "; or none: leave the key out or write " + Settings.NONE;

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

    int integer(String key, int least, int most) {
        return required(key, ValueType.integer(least, most));
    }

    long integer(String key) {
        return required(key, ValueType.integer());
    }

    double number(String key, double least, double most) {
        return required(key, ValueType.number(least, most));
    }

    int size(String key, int least, int most) {
        return required(key, ValueType.size(least, most));
    }

    Duration duration(String key, Duration least, Duration most) {
        return required(key, ValueType.duration(least, most));
    }

    Path file(String key) {
        return required(key, ValueType.file());
    }

    boolean flag(String key) {
        return required(key, ValueType.flag());
    }

    Map<String, String> table(String key) {
        return required(key, ValueType.table());
    }

    <T extends Enum<T>> T oneOf(String key, T[] all, Function<T, String> word) {
        return required(key, ValueType.oneOf(all, word));
    }

    /** Reads a list that may be empty; the word {@code none} is the empty list, too. */
    List<String> texts(String key) {
        return isNone(key) ? List.of() : required(key, ValueType.texts());
    }

    /** Reads a text that may be left out; {@code expected} says in words which texts are legal. */
    Optional<String> optionalText(String key, String expected) {
        return optional(key, ValueType.text(expected));
    }

    /** Reads a number that may be left out. */
    OptionalDouble optionalNumber(String key, double least, double most) {
        return optionalNumber(key, ValueType.number(least, most));
    }

    /** Reads a number above 0 that may be left out. */
    OptionalDouble optionalPositive(String key, double most) {
        return optionalNumber(key, ValueType.positive(most));
    }

    private OptionalDouble optionalNumber(String key, ValueType<Double> type) {
        return optional(key, type).stream().mapToDouble(Double::doubleValue).findFirst();
    }

    /** Reads a whole number that may be left out. */
    OptionalInt optionalInteger(String key, int least, int most) {
        return optional(key, ValueType.integer(least, most)).stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    /** Reads a setting that always has a value. */
    <T> T required(String key, ValueType<T> type) {
        return legal(key, type, type.expected())
                .or(() -> type.getter().get(reference, path(key)))
                .or(type::least)
                .orElseThrow();
    }

    /** Reads a setting that may be left out. Returns empty if it is {@code none}, or if a problem was noted. */
    <T> Optional<T> optional(String key, ValueType<T> type) {
        return isNone(key) ? Optional.empty() : legal(key, type, type.expected() + OR_NONE);
    }

    /** Returns whether a setting is left out or switched off. */
    boolean isNone(String key) {
        return config.hasPath(path(key))
                && Settings.isNone(config.getValue(path(key)).unwrapped());
    }

    /** Returns whether a value comes from the command line, the environment or a finished run, not from a file. */
    boolean isOverridden(String key) {
        ConfigOrigin origin = value(key).origin();
        return origin.filename() == null && origin.resource() == null;
    }

    /** Notes a problem that has no key, or whose value may be secret. */
    void problem(String text) {
        problems.add(text);
    }

    /** Notes a problem with a value that is of the right type. */
    void problem(String key, String expected) {
        problems.add(
                path(key) + " = " + shown(key) + " (" + value(key).origin().description() + "); expected " + expected);
    }

    private <T> Optional<T> legal(String key, ValueType<T> type, String expected) {
        if (!config.hasPath(path(key))) {
            problems.add(path(key) + " is null; expected " + expected);
            return Optional.empty();
        }
        Optional<T> value = found(key, type);
        if (value.isEmpty()) {
            problem(key, expected);
        }
        return value;
    }

    private <T> Optional<T> found(String key, ValueType<T> type) {
        try {
            return type.getter().get(config, path(key));
        } catch (ConfigException | IllegalArgumentException notOfThatType) {
            return Optional.empty(); // reported in the same words as a value out of range
        }
    }

    private ConfigValue value(String key) {
        return (config.hasPath(path(key)) ? config : reference).getValue(path(key));
    }

    /** Returns a value without the secrets that it may hold. */
    private String shown(String key) {
        return key.equals("endpoint.headers")
                ? Secrets.MASK
                : ConfigValueFactory.fromAnyRef(
                                KnownKeys.shown(path(key), value(key).unwrapped()))
                        .render(ConfigRenderOptions.concise());
    }

    private static String path(String key) {
        return SettingsSource.ROOT + "." + key;
    }
}
