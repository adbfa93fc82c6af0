package io.headroom.report;

import io.headroom.load.FailureShare;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.verdict.Findings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways in which the measured requests of a run failed, over all steps.
 *
 * @param unexpected failures other than refusals, the most frequent first
 * @param refusals   refusals by status, the most frequent first; a search for the saturation point provokes them
 */
public record FailureFigures(List<FailureShare> unexpected, List<FailureShare> refusals) {

    /** Most kinds that the sentence names. */
    private static final int MOST_NAMED = 5;

    /** Returns the failures of a run; without any if nothing failed. */
    public static FailureFigures of(Findings findings) {
        return of(OutcomeCounts.sum(findings.steps().stream()
                .map(step -> step.statistics().counts())
                .toList()));
    }

    static FailureFigures of(OutcomeCounts counts) {
        var refused = FailureShare.of(counts).stream()
                .collect(Collectors.partitioningBy(share -> share.outcome() == Outcome.REFUSED));
        return new FailureFigures(refused.get(false), refused.get(true));
    }

    /** Returns all failures: first those other than refusals, then the refusals. */
    public List<FailureShare> all() {
        return Stream.concat(unexpected.stream(), refusals.stream()).toList();
    }

    /**
     * Returns the failures as a sentence, e.g. {@code Failed in the measured windows: 502 (25.1 %, 1,204), no connection
     * (0.2 %, 11); refused: 503 (3.1 %, 150).} Empty if nothing failed.
     */
    public Optional<String> sentence() {
        if (refusals.isEmpty() && unexpected.isEmpty()) {
            return Optional.empty();
        }
        if (unexpected.isEmpty()) {
            return Optional.of("Refused in the measured windows: " + listed(refusals) + "; nothing else failed.");
        }
        String refused = refusals.isEmpty() ? "" : "; refused: " + listed(refusals);
        return Optional.of("Failed in the measured windows: " + listed(unexpected) + refused + ".");
    }

    private static String listed(List<FailureShare> shares) {
        String named =
                shares.stream().limit(MOST_NAMED).map(FailureShare::description).collect(Collectors.joining(", "));
        int more = shares.size() - MOST_NAMED;
        return more > 0 ? named + " and " + more + (more == 1 ? " other kind" : " other kinds") : named;
    }
}
