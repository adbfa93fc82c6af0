package io.headroom.foreign;

import io.headroom.load.Median;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.util.List;
import java.util.Locale;

/** Calculations and phrases that closed and open estimates share. */
final class Goodputs {

    /** Goodputs whose ratio is at least this are on one plateau. */
    static final double PLATEAU = 0.95;

    /** Failures by which services show that they are overloaded. */
    static final List<Outcome> LOAD_FAILURES =
            List.of(Outcome.REFUSED, Outcome.NOT_READY, Outcome.TIMED_OUT, Outcome.SERVER_ERROR);

    private Goodputs() {}

    static double median(List<ForeignStep> steps) {
        return Median.of(
                steps.stream().mapToDouble(ForeignStep::goodputPerSecond).toArray());
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

    /** Describes the share of a step's requests that fail, e.g. {@code 12.5 %}. */
    static String failing(ForeignStep step) {
        return String.format(
                Locale.ROOT, "%.1f %%", 100 * (1 - step.statistics().counts().share(Outcome.OK)));
    }

    /** Describes what a step refused, and what failed of it in another way. */
    static String failures(StepStatistics step) {
        long total = step.counts().total();
        long refused = step.counts().of(Outcome.REFUSED);
        long others = total - refused - step.counts().of(Outcome.OK);
        String refusals = "refused " + RequestNames.shareOf(refused, total);
        String failed = "failed " + RequestNames.shareOf(others, total);
        return others == 0 ? refusals : refused == 0 ? failed : refusals + ", " + failed;
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.1f req/s", perSecond);
    }
}
