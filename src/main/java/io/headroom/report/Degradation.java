package io.headroom.report;

import io.headroom.load.LatencyMillis;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Findings.JudgedStep;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The slowdown of answers when several callers share the work, compared with one caller alone.
 *
 * @param p50Ratio median with several callers ÷ median with one
 * @param p95Ratio 95th percentile with several callers ÷ 95th percentile with one
 */
public record Degradation(double p50Ratio, double p95Ratio) {

    /** Returns the slowdown of a run of fine tuning that has both steps, with successes in both. */
    public static Optional<Degradation> of(Findings findings) {
        List<JudgedStep> compared = findings.comparedSteps();
        return compared.size() == 2 ? between(compared) : Optional.empty();
    }

    private static Optional<Degradation> between(List<JudgedStep> steps) {
        LatencyMillis one = steps.get(0).statistics().latency();
        LatencyMillis shared = steps.get(1).statistics().latency();
        if (one.p50() == 0 || one.p95() == 0 || shared.count() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Degradation((double) shared.p50() / one.p50(), (double) shared.p95() / one.p95()));
    }

    public String description() {
        return String.format(
                Locale.ROOT,
                "With several callers latency is %.2f x (p50) and %.2f x (p95) that of one.",
                p50Ratio,
                p95Ratio);
    }
}
