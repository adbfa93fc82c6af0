package io.headroom.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import io.headroom.endpoint.AnswerLimits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A type of setting: reads its legal values, and says in words which ones these are.
 *
 * @param expected legal values in words, e.g. {@code a whole number from 1 to 100}
 * @param getter   reads a value
 * @param least    smallest legal value of a range, to use where neither the value nor the default is legal
 */
record ValueType<T>(String expected, Getter<T> getter, Optional<T> least) {

    ValueType(String expected, Getter<T> getter) {
        this(expected, getter, Optional.empty());
    }

    /** Reads a value of one type. */
    interface Getter<T> {
        /**
         * Returns the value; empty when it is well-formed but not legal.
         *
         * @throws com.typesafe.config.ConfigException when it is not of this type
         * @throws IllegalArgumentException            when it cannot be converted
         */
        Optional<T> get(Config source, String path);
    }

    /** Returns the type of a text that is not blank; surrounding blanks are left out. */
    static ValueType<String> text(String expected) {
        return new ValueType<>(
                expected,
                (source, path) -> Optional.of(source.getString(path).strip()).filter(text -> !text.isEmpty()));
    }

    /** Returns the type of a whole number within a range. */
    static ValueType<Integer> integer(int least, int most) {
        return between(
                "a whole number from " + least + " to " + most,
                least,
                most,
                (source, path) -> isWhole(source, path) ? Optional.of(source.getInt(path)) : Optional.empty());
    }

    /** Returns the type of any whole number of 64 bits. */
    static ValueType<Long> integer() {
        return new ValueType<>(
                "a whole number",
                (source, path) -> isWhole(source, path) ? Optional.of(source.getLong(path)) : Optional.empty());
    }

    /** Returns whether a value is a whole number. The library would cut 1.5 down to 1. */
    private static boolean isWhole(Config source, String path) {
        return source.getString(path).strip().matches("-?\\d+");
    }

    /** Returns the type of a number within a range. */
    static ValueType<Double> number(double least, double most) {
        return between(
                "a number from " + description(least) + " to " + description(most),
                least,
                most,
                (source, path) -> Optional.of(source.getDouble(path)));
    }

    /** Returns the type of a number above 0. */
    static ValueType<Double> positive(double most) {
        return new ValueType<>(
                "a number above 0, at most " + description(most),
                (source, path) -> Optional.of(source.getDouble(path)).filter(value -> value > 0 && value <= most));
    }

    /** Returns the type of a duration within a range. It must have a unit: the library would read 30 as milliseconds. */
    static ValueType<Duration> duration(Duration least, Duration most) {
        String expected = "a duration from " + description(least) + " to " + description(most)
                + ", with its unit, such as 250 ms or 5 s";
        return between(
                expected,
                least,
                most,
                (source, path) -> hasUnit(source, path) ? Optional.of(source.getDuration(path)) : Optional.empty());
    }

    /** Returns the type of a size within a range, in bytes. It must have a unit: a number alone may be meant in another. */
    static ValueType<Integer> size(int least, int most) {
        String expected = "a size from " + AnswerLimits.text(least) + " to " + AnswerLimits.text(most)
                + ", with its unit, such as 64 KiB or 4 MiB";
        return between(
                expected,
                least,
                most,
                (source, path) -> hasUnit(source, path)
                        ? Optional.of(source.getBytes(path))
                                .filter(bytes -> bytes <= Integer.MAX_VALUE)
                                .map(Long::intValue)
                        : Optional.empty());
    }

    /** Returns whether a value is more than a number. */
    private static boolean hasUnit(Config source, String path) {
        return !source.getString(path).strip().matches("-?[0-9.]+");
    }

    /** Returns the type of a path in the file system. */
    static ValueType<Path> file() {
        return new ValueType<>(
                "a path",
                (source, path) -> Optional.of(source.getString(path))
                        .filter(text -> !text.isBlank())
                        .map(Path::of));
    }

    /** Returns the type of true or false. */
    static ValueType<Boolean> flag() {
        return new ValueType<>("true or false", (source, path) -> Optional.of(source.getBoolean(path)));
    }

    /** Returns the type of a list of texts. A single text, as on the command line, is split at its commas. */
    static ValueType<List<String>> texts() {
        return new ValueType<>("a list of strings", (source, path) -> {
            if (source.getValue(path).valueType() == ConfigValueType.LIST) {
                return Optional.of(source.getStringList(path));
            }
            return Optional.of(Stream.of(source.getString(path).split(","))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList());
        });
    }

    /** Returns the type of a table from names to texts. */
    static ValueType<Map<String, String>> table() {
        return new ValueType<>("a table of names and strings", (source, path) -> {
            Map<String, String> table = new TreeMap<>();
            source.getObject(path).forEach((name, value) -> table.put(name, String.valueOf(value.unwrapped())));
            return Optional.of(table);
        });
    }

    /** Returns the type of a closed set of names. */
    static <T extends Enum<T>> ValueType<T> oneOf(T[] all, Function<T, String> word) {
        List<String> words = Stream.of(all).map(word).toList();
        return new ValueType<>("one of " + String.join(", ", words), (source, path) -> {
            int index = words.indexOf(source.getString(path));
            return index < 0 ? Optional.empty() : Optional.of(all[index]);
        });
    }

    private static <T extends Comparable<T>> ValueType<T> between(String expected, T least, T most, Getter<T> getter) {
        return new ValueType<>(
                expected,
                (source, path) -> getter.get(source, path)
                        .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0),
                Optional.of(least));
    }

    private static String description(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String description(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
