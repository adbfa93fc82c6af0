package io.headroom.load;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is offered to the scoring endpoint during one step. */
public sealed interface Load {

    /** In words that {@link #parse} reads back, e.g. {@code 14 callers} or {@code 168.00 req/s poisson}. */
    String description();

    /** What that many injectors offer together, each of them this load. */
    Load times(int injectors);

    /**
     * Both together.
     *
     * @throws IllegalArgumentException when they are of different kinds
     */
    Load plus(Load other);

    /** Whether this, a sum of so many parts that were each rounded when they were written down, may be that. */
    default boolean isNearly(Load that, int parts) {
        return equals(that);
    }

    /**
     * Closed loop: each caller sends its next request when the previous one is answered.
     *
     * @param callers how many; at least 1
     */
    record Callers(int callers) implements Load {
        public Callers {
            requireAtLeastOne(callers, "callers");
        }

        @Override
        public String description() {
            return plural(callers, "caller");
        }

        @Override
        public Load times(int injectors) {
            return new Callers(product(callers, injectors));
        }

        @Override
        public Load plus(Load other) {
            if (other instanceof Callers more) {
                return new Callers(sum(callers, more.callers));
            }
            throw unlike(this, other);
        }
    }

    /**
     * Open loop: requests start on a schedule, whether or not earlier ones are answered.
     *
     * @param requestsPerSecond offered rate; above 0
     * @param spacing           how the arrivals are spaced
     */
    record Arrivals(double requestsPerSecond, Spacing spacing) implements Load {

        /** Of a rate that is written down with two decimals. */
        private static final double LARGEST_ROUNDING = 0.005;

        public Arrivals {
            if (!(requestsPerSecond > 0) || Double.isInfinite(requestsPerSecond)) {
                throw new IllegalArgumentException("requestsPerSecond must be above 0, but is " + requestsPerSecond);
            }
        }

        @Override
        public String description() {
            return String.format(Locale.ROOT, "%.2f req/s %s", requestsPerSecond, spacing.word());
        }

        @Override
        public Load times(int injectors) {
            return new Arrivals(Math.min(Double.MAX_VALUE, injectors * requestsPerSecond), spacing);
        }

        @Override
        public Load plus(Load other) {
            if (other instanceof Arrivals more) {
                return new Arrivals(Math.min(Double.MAX_VALUE, requestsPerSecond + more.requestsPerSecond), spacing);
            }
            throw unlike(this, other);
        }

        @Override
        public boolean isNearly(Load that, int parts) {
            return that instanceof Arrivals arrivals
                    && Math.abs(requestsPerSecond - arrivals.requestsPerSecond) <= (parts + 1) * LARGEST_ROUNDING;
        }
    }

    /**
     * Fixed work: a number of messages, divided evenly among callers.
     *
     * @param messages in all; at least 1
     * @param callers  how many share them; at least 1
     */
    record Messages(int messages, int callers) implements Load {
        public Messages {
            requireAtLeastOne(messages, "messages");
            requireAtLeastOne(callers, "callers");
        }

        /** How many of the messages the given caller (from 0) sends: an even share, the remainder to the first. */
        public int shareOf(int caller) {
            return messages / callers + (caller < messages % callers ? 1 : 0);
        }

        @Override
        public String description() {
            return plural(messages, "message") + " by " + plural(callers, "caller");
        }

        @Override
        public Load times(int injectors) {
            return new Messages(product(messages, injectors), product(callers, injectors));
        }

        @Override
        public Load plus(Load other) {
            if (other instanceof Messages more) {
                return new Messages(sum(messages, more.messages), sum(callers, more.callers));
            }
            throw unlike(this, other);
        }
    }

    /** The load that {@link #description} described, or nothing when the text describes none. */
    static Optional<Load> parse(String words) {
        Matcher matcher = Words.PATTERN.matcher(words);
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
        } catch (IllegalArgumentException notOurs) { // a number out of range: somebody else's label
            return Optional.empty();
        }
    }

    private static int product(int load, int injectors) {
        return (int) Math.min(Integer.MAX_VALUE, (long) load * injectors);
    }

    private static int sum(int one, int other) {
        return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
    }

    private static IllegalArgumentException unlike(Load one, Load other) {
        return new IllegalArgumentException(
                one.description() + " and " + other.description() + " are of different kinds");
    }

    private static String plural(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private static void requireAtLeastOne(int n, String what) {
        if (n < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, but is " + n);
        }
    }

    /** Keeps the pattern out of the interface's public face. */
    final class Words {
        private static final Pattern PATTERN = Pattern.compile("(?<callers>\\d+) callers?"
                + "|(?<rate>\\d+\\.\\d+) req/s (?<spacing>\\w+)"
                + "|(?<messages>\\d+) messages? by (?<by>\\d+) callers?");

        private Words() {}
    }
}
