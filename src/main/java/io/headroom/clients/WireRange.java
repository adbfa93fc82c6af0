package io.headroom.clients;

import java.util.Map;

/**
 * The ranges of all numbers and texts in a {@link Message}. A message with a value outside of its range is refused when it is read, so
 * that nobody calculates with it. The ranges are wider than any run needs: they keep out what would overflow, never end, or use up the
 * memory.
 */
final class WireRange {

    /** More requests than an injector can send in a run; the sum over many injectors fits into a long. */
    static final long MOST_REQUESTS = 1L << 40;

    /** Most clients, callers, messages or refusals. */
    static final int MOST = 10_000_000;

    /** Highest number of a step: its label has six digits. */
    static final int MOST_STEPS = 999_999;

    /** Longest part of a step: two days. */
    static final int LONGEST_MILLIS = 2 * 86_400_000;

    /** Latest time: the year 5138. */
    static final double LATEST_MILLIS = 1e14;

    /** Highest rate, requests per second. */
    static final double HIGHEST_RATE = 10_000_000;

    private static final int LONGEST_TEXT = 1000;

    private WireRange() {}

    static int within(String name, int value, int low, int high) {
        return Math.toIntExact(within(name, (long) value, low, high));
    }

    static long within(String name, long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + " = " + value + "; expected " + low + " to " + high);
        }
        return value;
    }

    static double within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) { // also when it is no number
            throw new IllegalArgumentException(name + " = " + value + "; expected " + low + " to " + high);
        }
        return value;
    }

    /** Requires a number of requests. */
    static long requests(String name, long count) {
        return within(name, count, 0, MOST_REQUESTS);
    }

    /** Requires numbers of requests, each by the name of what it counts. */
    static void requests(Map<?, Long> counts) {
        counts.forEach((name, count) -> requests(name.toString(), count));
    }

    /** Requires a time, in milliseconds since 1970 or as a difference of clocks. */
    static double time(String name, double millis) {
        return within(name, millis, -LATEST_MILLIS, LATEST_MILLIS);
    }

    /** Requires a time since the start of a run, by a clock that may have been set meanwhile. */
    static long millis(String name, long millis) {
        return within(name, millis, (long) -LATEST_MILLIS, (long) LATEST_MILLIS);
    }

    static long duration(String name, long millis) {
        return within(name, millis, 0, LONGEST_MILLIS);
    }

    /** Requires a number of a step; 0 before the first. */
    static int step(int number) {
        return within("step", number, 0, MOST_STEPS);
    }

    /** Requires a text that can be printed in a line. Does not repeat it: nobody knows what it contains. */
    static String text(String name, String text) {
        if (!text.equals(printable(text))) {
            throw new IllegalArgumentException(
                    name + " is not a text of at most " + LONGEST_TEXT + " characters that can be printed");
        }
        return text;
    }

    /** Returns the text as it can be sent: cut to the longest length, with a question mark for what cannot be printed. */
    static String printable(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_TEXT)
                .forEach(character -> line.appendCodePoint(isPrintable(character) ? character : '?'));
        return line.toString();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
