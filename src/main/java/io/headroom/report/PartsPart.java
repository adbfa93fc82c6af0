package io.headroom.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.verdict.RunParts;
import io.headroom.verdict.RunParts.Counted;
import java.util.List;

/** Whether all of a run of several clients is there, in {@code headroom.json}. */
record PartsPart(
        String run, int clients, List<MissingPart> missing, List<ClockPart> clocks, List<Integer> partialSteps) {

    /** What is missing of some clients. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MissingPart(
            int firstClient,
            int lastClient,
            String injector,
            String why,
            long fromMillis,
            long toMillis,
            Long requestsAtLeast,
            boolean requestsKnown) {

        private static MissingPart of(RunParts.Missing missing) {
            return new MissingPart(
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

    /** A clock that differs; one that is not reliable makes the run incomplete. */
    record ClockPart(int firstClient, int lastClient, long differenceMillis, boolean corrected, boolean reliable) {
        private static ClockPart of(RunParts.Clock clock) {
            return new ClockPart(
                    clock.clients().first(),
                    clock.clients().last(),
                    clock.millis(),
                    clock.corrected(),
                    clock.isReliable());
        }
    }

    static PartsPart of(RunParts parts) {
        return new PartsPart(
                parts.run(),
                parts.clients(),
                parts.missing().stream().map(MissingPart::of).toList(),
                parts.clocks().stream().map(ClockPart::of).toList(),
                parts.partialSteps().stream().sorted().toList());
    }
}
