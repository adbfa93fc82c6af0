package io.headroom.plan;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.SearchSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says why a search with callers runs another round than the least number of them. */
final class AnotherRound {

    private AnotherRound() {}

    /**
     * Returns the reason, e.g. {@code another round: the interval is ±7.3 %, wanted ±5.0 %}; empty while the least number of
     * rounds is not reached.
     *
     * @param results  of the rounds so far, in order
     * @param finished the finished steps outside of outages, oldest first
     */
    static Optional<String> why(List<RoundResult> results, List<StepStatistics> finished, SearchSettings settings) {
        if (results.size() < settings.rounds().least()) {
            return Optional.empty();
        }
        if (CallersConclusion.shift(results, finished, settings.rule()).isPresent()) {
            return Optional.of("another round: the capacity moved, and is measured again");
        }
        Optional<String> doubt = new Verification(results, finished, settings).doubt();
        if (doubt.isPresent()) {
            return doubt.map("another round: "::concat);
        }
        return Saturation.of(results, settings)
                .map(point ->
                        "another round: " + reason(point, settings.rounds().precision()));
    }

    private static String reason(Saturation point, double precision) {
        if (!point.consistent()) {
            double halfWidth =
                    point.confidence().map(CapacityEstimate::halfWidth).orElse(Double.POSITIVE_INFINITY);
            return String.format(
                    Locale.ROOT, "the interval is ±%.1f %%, wanted ±%.1f %%", 100 * halfWidth, 100 * precision);
        }
        return point.growthBeyond() > 0
                ? String.format(
                        Locale.ROOT,
                        "with more callers it served %.1f %% more, perhaps by chance",
                        100 * point.growthBeyond())
                : "what was served last differs from what was served before";
    }
}
