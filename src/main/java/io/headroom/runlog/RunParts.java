package io.headroom.runlog;

import io.headroom.load.ClientShare;
import io.headroom.load.ClockTolerance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether all of a run of several clients is there.
 *
 * @param run          id of the run
 * @param clients      how many clients it had
 * @param injectors    those of which there is anything, by their clients
 * @param missing      what is missing; nothing when all is there
 * @param clocks       clocks that differ by more than can be passed over
 * @param partialSteps numbers of the steps that not all clients finished
 */
public record RunParts(
        String run,
        int clients,
        List<Present> injectors,
        List<MissingPart> missing,
        List<ClockDifference> clocks,
        Set<Integer> partialSteps) {

    public RunParts {
        injectors = List.copyOf(injectors);
        missing = List.copyOf(missing);
        clocks = List.copyOf(clocks);
        partialSteps = Set.copyOf(partialSteps);
    }

    /**
     * Whether all is there: every client, each log whole and as it was sealed, and all by clocks that can be relied on: what was
     * measured at an unknown time is not known to have been measured together.
     */
    public boolean isComplete() {
        return missing.isEmpty() && clocks.stream().allMatch(ClockDifference::isReliable);
    }

    /**
     * Clients that follow each other.
     *
     * @param first from 1
     */
    public record ClientRange(int first, int last) {
        /** E.g. {@code client 2} or {@code clients 2 to 4}. */
        public String description() {
            return first == last ? ClientShare.name(first) : "clients " + first + " to " + last;
        }
    }

    /**
     * An injector of which there is something.
     *
     * @param injector name of its folder
     * @param requests scoring requests that its log holds
     */
    public record Present(ClientRange clients, String injector, long requests) {}

    /**
     * What is missing of some clients. Times are milliseconds after the start of the run.
     *
     * @param injector   name of its folder, where there is one
     * @param why        in words
     * @param fromMillis from when on nothing is known, or nothing for certain
     * @param toMillis   until when
     * @param requests   at least so many were sent that are in no log
     * @param counted    until when the injector itself counted what it sent: what it sent later, if anything, nobody knows; nothing
     *                   where it counted to its end
     */
    public record MissingPart(
            ClientRange clients,
            Optional<String> injector,
            String why,
            long fromMillis,
            long toMillis,
            long requests,
            Counted counted) {

        /** In one clause. */
        public String description() {
            String of = clients.description()
                    + injector.map(name -> " (" + name + ")").orElse("");
            return String.format(
                    Locale.ROOT,
                    "%s: %s, so from %.1f s to %.1f s after the start of the run nothing is known; %s",
                    of,
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

    /** How far an injector itself counted what it sent. */
    public enum Counted {
        /** Its seal says it. */
        TO_ITS_END,
        /** Its last heartbeat says it. */
        TO_LAST_HEARTBEAT,
        /** It left neither. */
        NOT
    }

    /**
     * An injector's clock that differs from those of the others.
     *
     * @param millis    how much, milliseconds: to be added to its times
     * @param corrected whether that was done; otherwise its times are those of its own clock, in at least one step
     */
    public record ClockDifference(ClientRange clients, long millis, boolean corrected) {
        /** Whether its times are right, and it is not so far off that it may have been set in the middle of the run. */
        public boolean isReliable() {
            return corrected && ClockTolerance.isKept(millis);
        }

        /** E.g. {@code client 3's clock differs by 120 ms, corrected}. */
        public String description() {
            return clients.description() + (clients.first() == clients.last() ? "'s" : "'") + " clock differs by "
                    + Math.abs(millis) + " ms, " + corrections();
        }

        private String corrections() {
            if (!corrected) {
                return "and that cannot be corrected";
            }
            return isReliable()
                    ? "corrected"
                    : "corrected, but a clock that is so far off may be set right in the middle of a run: let NTP keep it";
        }
    }
}
