package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.runlog.RunCompleteness;
import io.headroom.runlog.RunCompleteness.Counted;
import java.util.List;

/** What is missing of a run of several clients, in {@code headroom.json}. */
record PartsJson(
        String run, int clients, List<MissingJson> missing, List<ClockJson> clocks, List<Integer> partialSteps) {

    /** The time for which the records of some clients are missing, in milliseconds since the start of the run. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MissingJson(
            int firstClient,
            int lastClient,
            String injector,
            String why,
            long fromMillis,
            long toMillis,
            Long requestsAtLeast,
            boolean requestsKnown) {

        private static MissingJson of(RunCompleteness.MissingPart missing) {
            return new MissingJson(
                    missing.clients().first(),
                    missing.clients().last(),
                    missing.injector().orElse(null),
                    missing.why(),
                    missing.fromMillis(),
                    missing.toMillis(),
                    missing.counted() == Counted.NOT ? null : missing.requests(),
                    missing.counted() == Counted.TO_ITS_END);
        }
    }

    /** The clock of an injector that differs from the others. If it is not reliable, the run is incomplete. */
    record ClockJson(int firstClient, int lastClient, long differenceMillis, boolean corrected, boolean reliable) {
        private static ClockJson of(RunCompleteness.ClockDifference clock) {
            return new ClockJson(
                    clock.clients().first(),
                    clock.clients().last(),
                    clock.millis(),
                    clock.corrected(),
                    clock.isReliable());
        }
    }

    static PartsJson of(RunCompleteness parts) {
        return new PartsJson(
                parts.run(),
                parts.clients(),
                parts.missing().stream().map(MissingJson::of).toList(),
                parts.clocks().stream().map(ClockJson::of).toList(),
                parts.partialSteps().stream().sorted().toList());
    }
}
