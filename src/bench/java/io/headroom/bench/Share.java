package io.headroom.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * A share of runs.
 *
 * @param count how many of them
 * @param all   number of runs, at least 1
 */
record Share(long count, int all) {

    static <T> Share of(List<T> runs, Predicate<T> counted) {
        return new Share(runs.stream().filter(counted).count(), runs.size());
    }

    /** Returns the one-sided lower 95 % bound of the share (C. J. Clopper, E. S. Pearson, Biometrika 26, 1934), 0 to 1. */
    double atLeast() {
        return count == 0
                ? 0
                : BetaDistribution.of((double) count, all - count + 1.0).inverseCumulativeProbability(0.05);
    }

    /** Returns the share in percent, with its bound in brackets where it is wanted. */
    String text(boolean withBound) {
        String share = String.format(Locale.ROOT, "%.1f %%", 100.0 * count / all);
        return withBound ? share + String.format(Locale.ROOT, " (%.1f)", 100 * atLeast()) : share;
    }
}
