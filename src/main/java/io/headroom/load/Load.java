package io.headroom.load;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The load that is offered to the scoring endpoint during one step. */
public sealed interface Load {

    /**
     * Returns a description that {@link #parse} reads back, e.g. {@code 14 callers} or {@code 168.00 req/s poisson}.
     */
    String description();

    /** Returns the load that the given number of injectors offer together when each of them offers this load. */
    Load times(int injectors);

    /**
     * Returns the sum of both loads.
     *
     * @throws ImpossibleRunException if they are of different kinds
     */
    Load plus(Load other);

    /**
     * Returns one client's share of this load, or empty if the client has nothing to do; clients are numbered from 1.
     */
    Optional<Load> shareOf(Weights weights, int client);

    /** Returns the size of the load in its own unit: callers, requests per second, or messages. */
    double amount();

    /**
     * Returns whether this load, the sum of {@code parts} loads that were each rounded when they were written to a log,
     * may be the given one.
     */
    default boolean isNearly(Load whole, int parts) {
        return equals(whole);
    }

    /** Returns whether the loop is open: requests start on a schedule, whether or not earlier ones are answered. */
    default boolean isOpen() {
        return false;
    }

    /** Returns the offered rate of an open loop, in requests per second; empty for other loads. */
    default OptionalDouble offeredPerSecond() {
        return OptionalDouble.empty();
    }

    /** Returns how the arrivals of an open loop are spaced; empty for other loads. */
    default Optional<Spacing> arrivalSpacing() {
        return Optional.empty();
    }

    /**
     * Returns the most requests that can be in flight at the same time; empty for an open loop, which sets no bound.
     */
    default OptionalInt concurrentCallers() {
        return OptionalInt.empty();
    }

    /** Returns the callers of a closed loop that lasts as long as its step; empty for arrivals and for fixed work. */
    default OptionalInt closedLoopCallers() {
        return OptionalInt.empty();
    }

    /** Returns how many messages fixed work consists of; empty for loads that last as long as their step. */
    default OptionalInt totalMessages() {
        return OptionalInt.empty();
    }

    /** Returns whether a caller (numbered from 0) that has sent this many requests has no more to send. */
    default boolean hasSentAll(int caller, long sent) {
        return false;
    }

    /**
     * Returns when the requests of an open loop are due; empty for other loads.
     *
     * @see ArrivalSchedule#ArrivalSchedule(Arrivals, Duration, Duration, long, double)
     */
    default Optional<ArrivalSchedule> schedule(Duration settling, Duration window, long seed, double phase) {
        return Optional.empty();
    }

    /**
     * Returns the same where it is left to chance how many requests arrive in the window.
     *
     * @see ArrivalSchedule#byChance(Arrivals, Duration, Duration, long, double)
     */
    default Optional<ArrivalSchedule> scheduleByChance(Duration settling, Duration window, long seed, double phase) {
        return Optional.empty();
    }

    /**
     * A closed loop: each caller sends its next request when the previous one is answered.
     *
     * @param callers number of callers; at least 1
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
            return new Callers(sum(callers, other.closedLoopCallers().orElseThrow(() -> unlike(this, other))));
        }

        @Override
        public Optional<Load> shareOf(Weights weights, int client) {
            int share = weights.wholePartOf(callers, client);
            return share > 0 ? Optional.of(new Callers(share)) : Optional.empty();
        }

        @Override
        public double amount() {
            return callers;
        }

        @Override
        public OptionalInt concurrentCallers() {
            return OptionalInt.of(callers);
        }

        @Override
        public OptionalInt closedLoopCallers() {
            return OptionalInt.of(callers);
        }
    }

    /**
     * An open loop: requests start on a schedule, whether or not earlier ones are answered.
     *
     * @param requestsPerSecond offered rate; above 0
     * @param spacing           how the arrivals are spaced
     */
    record Arrivals(double requestsPerSecond, Spacing spacing) implements Load {

        /** Largest rounding error of a rate that is written with two decimals. */
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
            double more = other.offeredPerSecond().orElseThrow(() -> unlike(this, other));
            return new Arrivals(Math.min(Double.MAX_VALUE, requestsPerSecond + more), spacing);
        }

        @Override
        public Optional<Load> shareOf(Weights weights, int client) {
            double share = weights.partOf(requestsPerSecond, client);
            return share > 0 ? Optional.of(new Arrivals(share, spacing)) : Optional.empty();
        }

        @Override
        public double amount() {
            return requestsPerSecond;
        }

        @Override
        public boolean isNearly(Load whole, int parts) {
            return whole.isOpen() && Math.abs(requestsPerSecond - whole.amount()) <= (parts + 1) * LARGEST_ROUNDING;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public OptionalDouble offeredPerSecond() {
            return OptionalDouble.of(requestsPerSecond);
        }

        @Override
        public Optional<Spacing> arrivalSpacing() {
            return Optional.of(spacing);
        }

        @Override
        public Optional<ArrivalSchedule> schedule(Duration settling, Duration window, long seed, double phase) {
            return Optional.of(new ArrivalSchedule(this, settling, window, seed, phase));
        }

        @Override
        public Optional<ArrivalSchedule> scheduleByChance(Duration settling, Duration window, long seed, double phase) {
            return Optional.of(ArrivalSchedule.byChance(this, settling, window, seed, phase));
        }
    }

    /**
     * Fixed work: a number of messages, divided evenly among callers.
     *
     * @param messages total number of messages; at least 1
     * @param callers  number of callers that share them; at least 1
     */
    record Messages(int messages, int callers) implements Load {
        public Messages {
            requireAtLeastOne(messages, "messages");
            requireAtLeastOne(callers, "callers");
        }

        /**
         * Returns how many messages the given caller (from 0) sends: an even share; the remainder goes to the first
         * callers.
         */
        public int messagesOf(int caller) {
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
            int more = other.totalMessages().orElseThrow(() -> unlike(this, other));
            return new Messages(
                    sum(messages, more), sum(callers, other.concurrentCallers().orElseThrow()));
        }

        /**
         * Numbers the callers of all clients in order, so that each caller sends what it would send without clients.
         */
        @Override
        public Optional<Load> shareOf(Weights weights, int client) {
            int from = weights.upTo(callers, client - 1);
            int until = weights.upTo(callers, client);
            int share = messagesBefore(until) - messagesBefore(from);
            return until > from && share > 0 ? Optional.of(new Messages(share, until - from)) : Optional.empty();
        }

        private int messagesBefore(int caller) {
            return messages / callers * caller + Math.min(caller, messages % callers);
        }

        @Override
        public double amount() {
            return messages;
        }

        @Override
        public OptionalInt concurrentCallers() {
            return OptionalInt.of(callers);
        }

        @Override
        public OptionalInt totalMessages() {
            return OptionalInt.of(messages);
        }

        @Override
        public boolean hasSentAll(int caller, long sent) {
            return sent >= messagesOf(caller);
        }
    }

    /** Reads a load from its {@link #description}; empty if the text describes none. */
    static Optional<Load> parse(String description) {
        return LoadParser.parse(description);
    }

    private static int product(int load, int injectors) {
        return (int) Math.min(Integer.MAX_VALUE, (long) load * injectors);
    }

    private static int sum(int one, int other) {
        return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
    }

    private static ImpossibleRunException unlike(Load one, Load other) {
        return new ImpossibleRunException(
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
}
