package io.headroom.runlog;

import io.headroom.load.ClientShare;
import io.headroom.load.ClockTolerance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What of a run of several clients is there, and what is missing.
 *
 * @param run          id of the run
 * @param clients      number of clients that the run had
 * @param injectors    injectors that left anything, by the numbers of their clients
 * @param missing      what is missing; empty when all is there
 * @param clocks       clocks that differ from the others by more than can be ignored
 * @param partialSteps numbers of the steps that not all clients finished
 */
public record RunCompleteness(
        String run,
        int clients,
        List<PresentInjector> injectors,
        List<MissingPart> missing,
        List<ClockDifference> clocks,
        Set<Integer> partialSteps) {

    public RunCompleteness {
        injectors = List.copyOf(injectors);
        missing = List.copyOf(missing);
        clocks = List.copyOf(clocks);
        partialSteps = Set.copyOf(partialSteps);
    }

    /**
     * Returns whether all is there: every client, every log as it was sealed, and every clock reliable. An unreliable clock counts as
     * missing, because without it nobody knows whether the clients were measured at the same time.
     */
    public boolean isComplete() {
        return missing.isEmpty() && unreliableClocks().isEmpty();
    }

    /** Returns the clocks whose times cannot be relied on. */
    public List<ClockDifference> unreliableClocks() {
        return clocks.stream().filter(clock -> !clock.isReliable()).toList();
    }

    /**
     * Clients with consecutive numbers.
     *
     * @param first number of the first client, from 1
     * @param last  number of the last client
     */
    public record ClientRange(int first, int last) {
        int count() {
            return last - first + 1;
        }

        /** Returns e.g. {@code client 2} or {@code clients 2 to 4}. */
        public String description() {
            return first == last ? ClientShare.name(first) : "clients " + first + " to " + last;
        }
    }

    /**
     * An injector that left a log, or at least says which clients it hosted.
     *
     * @param clients  clients that it hosted
     * @param injector name of its folder
     * @param requests number of scoring requests in its log
     */
    public record PresentInjector(ClientRange clients, String injector, long requests) {}

    /**
     * What is missing of some clients. Times are milliseconds after the start of the run.
     *
     * @param clients    the clients
     * @param injector   name of the injector's folder, where there is one
     * @param why        reason, as a clause
     * @param fromMillis start of the time of which nothing is known for certain
     * @param toMillis   end of that time
     * @param requests   least number of requests that were sent but are in no log
     * @param counted    how far the injector counted the requests that it sent; those that it sent later are not in {@code requests}
     */
    public record MissingPart(
            ClientRange clients,
            Optional<String> injector,
            String why,
            long fromMillis,
            long toMillis,
            long requests,
            Counted counted) {

        /** Returns what is missing, why, and how many requests, as one clause. */
        public String description() {
            String whose = clients.description()
                    + injector.map(name -> " (" + name + ")").orElse("");
            return String.format(
                    Locale.ROOT,
                    "%s: %s, so from %.1f s to %.1f s after the start of the run nothing is known; %s",
                    whose,
                    why,
                    fromMillis / 1000.0,
                    toMillis / 1000.0,
                    switch (counted) {
                        case TO_ITS_END -> requestWords() + (requests == 1 ? " is" : " are") + " missing";
                        case TO_LAST_HEARTBEAT ->
                            "at least " + requestWords() + (requests == 1 ? " is" : " are")
                                    + " missing, and how many were sent after the last heartbeat is unknown";
                        case NOT -> "how many requests are missing is unknown";
                    });
        }

        private String requestWords() {
            return requests + (requests == 1 ? " request" : " requests");
        }
    }

    /** How far an injector counted the requests that it sent. */
    public enum Counted {
        /** To its end: it left a seal. */
        TO_ITS_END,
        /** To its last heartbeat: it left no seal. */
        TO_LAST_HEARTBEAT,
        /** Not at all: it left neither. */
        NOT
    }

    /**
     * The clock of an injector that differs from those of the others.
     *
     * @param clients   clients of the injector
     * @param millis    milliseconds to be added to its times
     * @param corrected whether this was done; otherwise, in at least one step, the times are those of its own clock
     */
    public record ClockDifference(ClientRange clients, long millis, boolean corrected) {
        /** Returns whether the corrected times can be relied on: a clock that is far off may be set during the run. */
        public boolean isReliable() {
            return corrected && ClockTolerance.isKept(millis);
        }

        /** Returns e.g. {@code client 3's clock differs by 120 ms, corrected}. */
        public String description() {
            return clients.description() + (clients.first() == clients.last() ? "'s" : "'") + " clock differs by "
                    + Math.abs(millis) + " ms, " + correction();
        }

        private String correction() {
            if (!corrected) {
                return "and that cannot be corrected";
            }
            return isReliable()
                    ? "corrected"
                    : "corrected, but a clock that is so far off may be set during a run: synchronize it with NTP";
        }
    }
}
