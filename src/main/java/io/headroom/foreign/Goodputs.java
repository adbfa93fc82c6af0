package io.headroom.foreign;

import io.headroom.load.Median;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Calculations and phrases that closed and open estimates share. */
final class Goodputs {

    /** Goodputs whose ratio is at least this are on one plateau. */
    static final double PLATEAU = 0.95;

    private Goodputs() {}

    static double median(List<StepStatistics> steps) {
        return Median.of(
                steps.stream().mapToDouble(StepStatistics::goodputPerSecond).toArray());
    }

    /**
     * Returns whether a higher load brought no more goodput: goodput grew by less than the square root of the load. If
     * a fixed share of requests always fails, goodput grows in proportion to the load.
     *
     * @param grown highest load ÷ lowest load
     */
    static boolean isPlateau(StepStatistics least, StepStatistics most, double grown) {
        return most.goodputPerSecond() <= least.goodputPerSecond() * Math.sqrt(grown);
    }

    /**
     * Returns the result if the endpoint called any request wrong, because then no figure says anything about its
     * capacity; else empty.
     */
    static Optional<ForeignResult> wrongTest(List<StepStatistics> steps, SaturationRule rule) {
        return steps.stream()
                .filter(step -> rule.judge(step) == StepVerdict.WRONG_TEST)
                .findFirst()
                .map(step -> new ForeignResult.Undecided("the endpoint called "
                        + step.counts().of(Outcome.CLIENT_ERROR) + " of "
                        + step.counts().total() + " requests wrong (4xx or a redirect) at "
                        + step.step().load().description()));
    }

    static String refusals(StepStatistics step) {
        return String.format(
                Locale.ROOT,
                "refused %d of %d (%.1f %%)",
                step.counts().of(Outcome.REFUSED),
                step.counts().total(),
                100 * step.refusedShare());
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.1f req/s", perSecond);
    }
}
